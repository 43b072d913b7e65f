//! `cargo xtask package`: builds the npm packages as tarballs.
//!
//! `backstage-plugin-coder-element` is the release element with a small entry module and types, and
//! `backstage-plugin-coder-core` the core's rules for Node.js. `backstage-plugin-coder` is the adapter for Backstage and
//! `backstage-plugin-coder-backend` the plugin of its backend; both are compiled by the TypeScript of a test host
//! ([`crate::backstage`]). Versions must match Cargo.toml's, and generated files their sources.

mod backend;
mod core;
mod tarball;

use crate::backstage::{ADAPTER, BACKEND, CompiledPackage};
use crate::build::{self, ReleaseElement};
use crate::files::copy_dir;
use crate::{backstage, codegen, output, paths, size_budget};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use tarball::{copy_common, pack};

/// Paths of the tarballs.
pub struct Packages {
    /// Tarball of `backstage-plugin-coder-element`.
    pub element: PathBuf,
    /// Tarball of `backstage-plugin-coder`.
    pub backstage: PathBuf,
    /// Tarball of `backstage-plugin-coder-core`.
    pub core: PathBuf,
    /// Tarball of `backstage-plugin-coder-backend`.
    pub backend: PathBuf,
}

/// Directories of the packages. Each comes after those that it depends on.
pub const PACKAGES: [&str; 4] = ["npm/element", "npm/backstage", "npm/core", "npm/backend"];

impl Packages {
    /// Returns all tarballs, in the order of [`PACKAGES`].
    pub fn all(&self) -> [&Path; 4] {
        [&self.element, &self.backstage, &self.core, &self.backend]
    }
}

#[derive(clap::Args)]
pub struct PackageArgs {
    /// Build only the package of the elements, which needs no Backstage
    #[arg(long)]
    element: bool,
}

pub fn run(args: &PackageArgs) -> Result<()> {
    let tarballs = if args.element {
        vec![element_package(&build_element()?)?]
    } else {
        packages()?.all().map(Path::to_owned).to_vec()
    };
    output::info("\n  tarball                                                  bytes");
    for tarball in &tarballs {
        let name = tarball.file_name().unwrap_or_default().to_string_lossy().into_owned();
        output::info(&format!("  {name:<52} {:>9}", fs::metadata(tarball)?.len()));
    }
    output::info(&format!("\n  in {}", out_dir().display()));
    Ok(())
}

/// Returns the directory of the tarballs, and of what is packed into them.
fn out_dir() -> PathBuf {
    paths::target().join("npm")
}

/// Builds all tarballs into `target/npm`.
///
/// # Errors
/// If a generated file is not current, a build fails, a size limit is exceeded, or a tarball lacks a file or has an
/// unexpected one.
pub fn packages() -> Result<Packages> {
    packages_of(&build_element()?)
}

/// Builds all tarballs with a release element that is built already.
///
/// # Errors
/// Same as [`packages`].
pub fn packages_of(element: &ReleaseElement) -> Result<Packages> {
    let element = element_package(element)?;
    let host = backstage::Host::set_up(backstage::RELEASES[0])?;
    compile(&host)?;
    let out = out_dir();
    Ok(Packages {
        element,
        backstage: pack_adapter(&host, &out)?,
        core: core::pack(&out)?,
        backend: backend::pack(&host, &out)?,
    })
}

/// Builds the release element.
///
/// # Errors
/// If a generated file is not current, the build fails, or a size limit is exceeded.
pub fn build_element() -> Result<ReleaseElement> {
    codegen::check()?;
    let element = build::element()?;
    size_budget::check(&element.sizes()?)?;
    Ok(element)
}

/// Builds the elements' package and returns the directory of its files.
///
/// # Errors
/// If the package lacks a file or has an unexpected one.
pub fn element_files(element: &ReleaseElement) -> Result<PathBuf> {
    element_package(element)?;
    Ok(out_dir().join("element"))
}

/// Packs the elements' tarball, and empties its directory before.
fn element_package(element: &ReleaseElement) -> Result<PathBuf> {
    let out = out_dir();
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out)?;
    output::info("Packing");
    pack_element(element, &out)
}

fn pack_element(element: &ReleaseElement, out: &Path) -> Result<PathBuf> {
    let stage = out.join("element");
    copy_dir(&paths::root().join("npm/element"), &stage)?;
    copy_dir(&element.dir, &stage.join("dist"))?;
    copy_common(&stage)?;
    fs::copy(paths::root().join("custom-elements.json"), stage.join("custom-elements.json"))?;
    let wasm = element
        .initial
        .iter()
        .chain(&element.lazy)
        .filter(|file| file.extension().is_some_and(|it| it == "wasm"));
    let wasm: Vec<String> =
        wasm.filter_map(|file| Some(format!("dist/{}", file.file_name()?.to_str()?))).collect();
    name_main(&stage.join("index.js"), &wasm)?;
    let expected = [
        "coder/index.d.ts",
        "config.d.ts",
        "custom-elements.json",
        "dist/element.js",
        "index.d.ts",
        "index.js",
        "jsx.d.ts",
        "jsx.js",
    ];
    let expected: Vec<&str> = expected.into_iter().chain(wasm.iter().map(String::as_str)).collect();
    pack(&stage, out, &expected, |file| file.starts_with("coder/"))
}

/// Writes the name of the first paint's wasm into the entry module, where bundlers look for it.
fn name_main(entry: &Path, wasm: &[String]) -> Result<()> {
    const WRITTEN: &str = "dist/element_bg.wasm";
    let text = fs::read_to_string(entry).with_context(|| format!("no {}", entry.display()))?;
    let main =
        wasm.iter().find(|file| file.starts_with("dist/element_bg.")).context("no wasm of the element")?;
    ensure!(text.contains(WRITTEN), "{} does not ask for {WRITTEN}", entry.display());
    fs::write(entry, text.replace(WRITTEN, main))?;
    Ok(())
}

fn pack_adapter(host: &backstage::Host, out: &Path) -> Result<PathBuf> {
    let stage = out.join("backstage");
    let sources = paths::root().join("npm/backstage");
    for file in ["package.json", "config.schema.json", "README.md"] {
        fs::create_dir_all(&stage)?;
        fs::copy(sources.join(file), stage.join(file)).with_context(|| format!("no npm/backstage/{file}"))?;
    }
    copy_dir(&host.workspace(&ADAPTER).join("dist"), &stage.join("dist"))?;
    copy_common(&stage)?;
    copy_docs(&stage)?;
    let expected = [
        "config.schema.json",
        "docs/configuration.md",
        "docs/migrating.md",
        "docs/oauth.md",
        "docs/proxy.md",
        "docs/troubleshooting.md",
        "dist/index.d.ts",
        "dist/index.js",
        "dist/legacy.d.ts",
        "dist/legacy.js",
        "dist/translations.d.ts",
        "dist/translations.js",
    ];
    pack(&stage, out, &expected, |file| {
        file.starts_with("dist/") && (file.ends_with(".js") || file.ends_with(".d.ts"))
    })
}

/// Compiles the adapter, the tests of the element's types, the React example and the backend plugin in a host.
///
/// # Errors
/// If the compiler reports errors.
pub fn compile(host: &backstage::Host) -> Result<()> {
    for package in &backstage::COMPILED {
        copy_sources(host, package)?;
    }
    let adapter = host.workspace(&ADAPTER);
    for stale in ["types", "example"] {
        let _ = fs::remove_dir_all(adapter.join(stale));
    }
    copy_dir(&paths::root().join("tests/backstage/types"), &adapter.join("types"))?;
    copy_dir(&paths::root().join("examples/react"), &adapter.join("example"))?;
    for (dir, what) in [
        (&adapter, "compiling the adapter"),
        (&adapter.join("types"), "checking the element's types"),
        (&adapter.join("example"), "checking the React example"),
        (&host.workspace(&BACKEND), "compiling the backend plugin"),
    ] {
        let mut tsc = host.node();
        tsc.current_dir(dir).arg(host.dir().join("node_modules/typescript/bin/tsc")).args(["-p", "."]);
        let what = format!("{what} with Backstage {}", host.release);
        output::run_with_progress(
            &what,
            &mut tsc,
            &paths::scratch()?.join(format!("tsc-{}.log", host.release)),
        )?;
    }
    Ok(())
}

/// Copies a package's sources to the host's workspace, where TypeScript resolves the same modules as for a plugin in an
/// adopter's repository.
fn copy_sources(host: &backstage::Host, package: &CompiledPackage) -> Result<()> {
    let (sources, workspace) = (paths::root().join(package.sources), host.workspace(package));
    for stale in ["src", "dist"] {
        let _ = fs::remove_dir_all(workspace.join(stale));
    }
    copy_dir(&sources.join("src"), &workspace.join("src"))?;
    for file in ["tsconfig.json", "config.schema.json"] {
        fs::copy(sources.join(file), workspace.join(file))
            .with_context(|| format!("no {}/{file}", package.sources))?;
    }
    package.provide_dependency(host)
}

/// Copies the pages that the adapter's README links to, and points the links to the copies.
fn copy_docs(stage: &Path) -> Result<()> {
    const ABOVE: &str = "](../../docs/";
    let path = stage.join("README.md");
    let readme = fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
    let docs = stage.join("docs");
    fs::create_dir_all(&docs)?;
    for link in readme.split(ABOVE).skip(1) {
        let page = link.split([')', '#']).next().unwrap_or_default();
        fs::copy(paths::root().join("docs").join(page), docs.join(page)).with_context(|| {
            format!("npm/backstage/README.md links to docs/{page}, which cannot be copied")
        })?;
    }
    fs::write(&path, readme.replace(ABOVE, "](docs/"))
        .with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::paths;
    use std::fs;

    #[allow(clippy::unwrap_used, reason = "a file of ours that is missing fails the test")]
    fn read(path: &str) -> String {
        fs::read_to_string(paths::root().join(path)).unwrap()
    }

    #[test]
    fn the_oauth_page_has_the_auth_module_that_the_tests_run() {
        let module = read("tests/backstage/packages/backend/src/coder-auth.mjs");
        assert!(read("docs/oauth.md").contains(&format!("```js\n{module}```")));
    }

    #[test]
    fn the_types_know_every_element_with_its_properties_and_events() {
        let manifest: serde_json::Value =
            serde_json::from_str(&read("custom-elements.json")).unwrap_or_default();
        let types = read("npm/element/index.d.ts");
        let elements = manifest["modules"][0]["declarations"].as_array().cloned().unwrap_or_default();
        assert!(elements.len() >= 5);
        let names = |element: &serde_json::Value, what: &str| -> Vec<String> {
            let all = element[what].as_array().into_iter().flatten();
            all.filter_map(|one| one["name"].as_str().map(str::to_owned)).collect()
        };
        for element in &elements {
            let (tag, class) =
                (element["tagName"].as_str().unwrap_or("?"), element["name"].as_str().unwrap_or("?"));
            assert!(types.contains(&format!("'{tag}': {class}Element")), "{tag}");
            let interface = types.split(&format!("interface {class}Element ")).nth(1).unwrap_or("");
            let interface = interface.split("\n}").next().unwrap_or("");
            for property in names(element, "members") {
                assert!(interface.contains(&format!("{property}: ")), "{tag}: {property}");
            }
            for event in names(element, "events") {
                assert!(types.contains(&format!("'{event}': CustomEvent<")), "{tag}: {event}");
            }
        }
    }
}
