//! `cargo xtask package`: the two npm packages as tarballs.
//!
//! `backstage-plugin-coder-element` is the release element with a small entry and types;
//! `backstage-plugin-coder` is the adapter for Backstage, compiled by the TypeScript of the host that tests
//! it ([`crate::backstage`]). Versions are Cargo.toml's, and so are the texts.

use crate::build::Element;
use crate::{backstage, build, npm, paths, ui};
use anyhow::{Context, Result, bail, ensure};
use coder_core::text::{Language, Text, Texts};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The tarballs.
pub struct Packages {
    /// `backstage-plugin-coder-element`.
    pub element: PathBuf,
    /// `backstage-plugin-coder`.
    pub backstage: PathBuf,
}

pub fn run() -> Result<()> {
    let packages = packages()?;
    ui::say("\n  tarball                                                  bytes");
    for tarball in [&packages.element, &packages.backstage] {
        let name = tarball.file_name().unwrap_or_default().to_string_lossy().into_owned();
        ui::say(&format!("  {name:<52} {:>9}", fs::metadata(tarball)?.len()));
    }
    ui::say(&format!("\n  in {}", packages.element.parent().unwrap_or(Path::new("")).display()));
    Ok(())
}

/// Builds both tarballs into `target/npm`.
///
/// # Errors
/// If something cannot be built, weighs too much, or a tarball does not hold what it should.
pub fn packages() -> Result<Packages> {
    let element = build::element()?;
    build::check_sizes(&element)?;
    let host = backstage::Host::set_up(backstage::RELEASES[0])?;
    let out = paths::target().join("npm");
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out)?;
    ui::say("Packing");
    Ok(Packages { element: pack_element(&element, &out)?, backstage: pack_adapter(&host, &out)? })
}

fn pack_element(element: &Element, out: &Path) -> Result<PathBuf> {
    let stage = out.join("element");
    copy_dir(&paths::root().join("npm/element"), &stage)?;
    copy_dir(&element.dir, &stage.join("dist"))?;
    copy_common(&stage)?;
    fs::copy(paths::root().join("custom-elements.json"), stage.join("custom-elements.json"))?;
    let wasm = element
        .first
        .iter()
        .chain(&element.later)
        .filter(|file| file.extension().is_some_and(|it| it == "wasm"));
    let wasm: Vec<String> =
        wasm.filter_map(|file| Some(format!("dist/{}", file.file_name()?.to_str()?))).collect();
    name_main(&stage.join("index.js"), &wasm)?;
    let expected = [
        "LICENSE",
        "README.md",
        "card.png",
        "coder/index.d.ts",
        "custom-elements.json",
        "dist/element.js",
        "dist/split.js",
        "index.d.ts",
        "index.js",
        "jsx.d.ts",
        "jsx.js",
        "package.json",
    ];
    let expected: Vec<&str> = expected.into_iter().chain(wasm.iter().map(String::as_str)).collect();
    // The snippet's directory carries a hash.
    let more = ["coder/", "dist/snippets/"];
    pack(&stage, out, &expected, |file| more.iter().any(|start| file.starts_with(start)))
}

/// Puts the name of the wasm that a list needs into the entry, where bundlers look for it.
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
    let compiled = compile_adapter(host)?;
    let sources = paths::root().join("npm/backstage");
    for file in ["package.json", "config.schema.json", "README.md", "backstage.png"] {
        fs::create_dir_all(&stage)?;
        fs::copy(sources.join(file), stage.join(file)).with_context(|| format!("no npm/backstage/{file}"))?;
    }
    copy_dir(&compiled, &stage.join("dist"))?;
    copy_common(&stage)?;
    let expected = [
        "LICENSE",
        "README.md",
        "backstage.png",
        "config.schema.json",
        "dist/index.d.ts",
        "dist/index.js",
        "dist/legacy.d.ts",
        "dist/legacy.js",
        "dist/translations.d.ts",
        "dist/translations.js",
        "package.json",
    ];
    pack(&stage, out, &expected, |file| {
        file.starts_with("dist/") && (file.ends_with(".js") || file.ends_with(".d.ts"))
    })
}

/// Compiles the adapter, and what tests the element's types, with what a host has; returns the directory of the
/// compiled files.
///
/// # Errors
/// With what the compiler says.
pub fn compile_adapter(host: &backstage::Host) -> Result<PathBuf> {
    // In the host, so that TypeScript finds what a plugin in a portal's repository would find.
    let adapter = host.adapter();
    for stale in ["src", "dist", "types"] {
        let _ = fs::remove_dir_all(adapter.join(stale));
    }
    let sources = paths::root().join("npm/backstage");
    copy_dir(&sources.join("src"), &adapter.join("src"))?;
    for file in ["tsconfig.json", "config.schema.json"] {
        fs::copy(sources.join(file), adapter.join(file))
            .with_context(|| format!("no npm/backstage/{file}"))?;
    }
    write_words(&adapter.join("src"))?;
    copy_dir(&paths::root().join("tests/backstage/types"), &adapter.join("types"))?;
    let element = adapter.join("node_modules/backstage-plugin-coder-element");
    let _ = fs::remove_dir_all(&element);
    copy_dir(&paths::root().join("npm/element"), &element)?;
    for (dir, what) in
        [(&adapter, "compiling the adapter"), (&adapter.join("types"), "checking the element's types")]
    {
        let mut tsc = host.node();
        tsc.current_dir(dir).arg(host.dir().join("node_modules/typescript/bin/tsc")).args(["-p", "."]);
        let what = format!("{what} with Backstage {}", host.release);
        ui::long(&what, &mut tsc, &paths::scratch()?.join(format!("tsc-{}.log", host.release)))?;
    }
    Ok(adapter.join("dist"))
}

/// What both have: the license, and this project's version in place of the written one.
fn copy_common(stage: &Path) -> Result<()> {
    fs::copy(paths::root().join("LICENSE"), stage.join("LICENSE"))?;
    let path = stage.join("package.json");
    let manifest = fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
    let version = env!("CARGO_PKG_VERSION");
    ensure!(
        manifest.contains(&format!("\"version\": \"{version}\"")),
        "{} is not of version {version}, which Cargo.toml says",
        path.display()
    );
    Ok(())
}

/// The element's texts as modules: Backstage's translations take the place of any of them.
fn write_words(src: &Path) -> Result<()> {
    for (language, file, constant) in [
        (Language::English, "element-words.ts", "words"),
        (Language::German, "element-words-de.ts", "wordsInGerman"),
    ] {
        let texts = Texts { language, overrides: HashMap::new() };
        let mut module = format!(
            "// Made by `cargo xtask package` from crates/core/src/text.\nexport const {constant} = {{\n"
        );
        for text in Text::ALL {
            let words = serde_json::to_string(texts.get(*text)).context("a text is text")?;
            writeln!(module, "  '{}': {words},", text.key())?;
        }
        module.push_str("} as const;\n");
        fs::write(src.join(file), module)?;
    }
    Ok(())
}

/// Packs a directory and checks what came of it.
fn pack(stage: &Path, out: &Path, expected: &[&str], may: impl Fn(&str) -> bool) -> Result<PathBuf> {
    let mut pack = npm::npm(stage);
    pack.args(["pack", "--json", "--pack-destination"]).arg(out);
    let answer = pack.output().context("cannot start npm")?;
    if !answer.status.success() {
        bail!("npm pack failed: {}", String::from_utf8_lossy(&answer.stderr));
    }
    let told: serde_json::Value = serde_json::from_slice(&answer.stdout).context("npm pack told no JSON")?;
    // Newer releases of npm key the answer by the package's name.
    let told = told.get(0).or_else(|| told.as_object()?.values().next()).context("npm pack told nothing")?;
    let files: Vec<&str> =
        told["files"].as_array().into_iter().flatten().filter_map(|file| file["path"].as_str()).collect();
    for wanted in expected {
        ensure!(files.contains(wanted), "{wanted} is missing from the tarball of {}", stage.display());
    }
    if let Some(odd) = files.iter().find(|file| !expected.contains(file) && !may(file)) {
        bail!("{odd} has no business in the tarball of {}", stage.display());
    }
    let name = told["filename"].as_str().context("npm pack named no file")?;
    Ok(out.join(name))
}

/// Copies a directory and all below it.
///
/// # Errors
/// If something cannot be read or written.
pub fn copy_dir(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("no {}", from.display()))? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            if entry.file_name() != "node_modules" {
                copy_dir(&path, &target)?;
            }
        } else {
            fs::copy(&path, &target).with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::paths;
    use std::fs;

    #[allow(clippy::unwrap_used, reason = "a file of ours that is missing fails the test")]
    fn read(path: &str) -> String {
        fs::read_to_string(paths::root().join(path)).unwrap()
    }

    /// The keys of the README's tables, without what stands before the last dot.
    fn documented_keys(readme: &str) -> Vec<&str> {
        let cells = readme.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
        let cells = cells.map(|(keys, _)| keys).flat_map(|keys| keys.split("`, `"));
        let ours = ["deployment.", "workspaces.", "incompatible.", "tuning."];
        cells
            .filter(|key| ours.iter().any(|section| key.starts_with(section)))
            .filter_map(|key| key.rsplit('.').next())
            .collect()
    }

    #[test]
    fn the_types_know_every_key_of_the_configuration_that_the_code_reads() {
        let readme = read("README.md");
        let keys = documented_keys(&readme);
        assert!(keys.len() > 15, "{keys:?}");
        let code: String = ["app", "incompatible", "tuning"]
            .map(|part| read(&format!("crates/core/src/config/{part}.rs")))
            .concat();
        let types = read("npm/element/index.d.ts");
        let schema = schema_keys();
        for key in keys {
            assert!(code.contains(&format!("\"{key}\"")), "{key} is documented, but not read");
            assert!(types.contains(&format!("{key}?: ")) || types.contains(&format!("{key}: ")), "{key}");
            assert!(schema.iter().any(|(known, _)| known == key), "{key} is not in the schema");
        }
    }

    /// The keys of the configuration's schema that hold no others, each with what the schema says of it.
    fn schema_keys() -> Vec<(String, serde_json::Value)> {
        fn collect(key: &str, schema: &serde_json::Value, found: &mut Vec<(String, serde_json::Value)>) {
            match schema["type"].as_str() {
                Some("object") => {
                    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
                        collect(name, inner, found);
                    }
                    if let Some(any) = schema.get("additionalProperties") {
                        collect(key, any, found);
                    }
                }
                Some("array") => collect(key, &schema["items"], found),
                _ => found.push((key.to_owned(), schema.clone())),
            }
        }
        let schema = serde_json::from_str(&read("npm/backstage/config.schema.json")).unwrap_or_default();
        let mut found = Vec::new();
        collect("", &schema, &mut found);
        found
    }

    #[test]
    fn browsers_get_the_keys_of_the_configuration_one_by_one() {
        let keys = schema_keys();
        assert!(keys.len() > 15, "{keys:?}");
        for (key, schema) in keys {
            assert_eq!(schema["visibility"], "frontend", "{key}");
        }
        // All below one key would take along what is not known yet.
        assert!(!read("npm/backstage/config.schema.json").contains("deepVisibility"));
    }

    #[test]
    fn the_readme_has_the_auth_module_that_the_journeys_run() {
        let module = read("tests/backstage/packages/backend/src/coder-auth.mjs");
        assert!(read("npm/backstage/README.md").contains(&format!("```js\n{module}```")));
    }

    #[test]
    fn the_types_know_every_element_with_its_attributes_properties_and_events() {
        let manifest: serde_json::Value =
            serde_json::from_str(&read("custom-elements.json")).unwrap_or_default();
        let (types, jsx) = (read("npm/element/index.d.ts"), read("npm/element/jsx.d.ts"));
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
            assert!(jsx.contains(&format!("'{tag}': Props<")), "{tag}");
            let interface = types.split(&format!("interface {class}Element ")).nth(1).unwrap_or("");
            let interface = interface.split("\n}").next().unwrap_or("");
            for property in names(element, "members") {
                assert!(interface.contains(&format!("{property}: ")), "{tag}: {property}");
            }
            for attribute in names(element, "attributes") {
                assert!(jsx.contains(&format!("'{attribute}'")), "{tag}: {attribute}");
            }
            for event in names(element, "events") {
                assert!(types.contains(&format!("'{event}': CustomEvent<")), "{tag}: {event}");
            }
        }
    }
}
