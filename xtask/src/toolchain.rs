//! Selection of the Rust toolchain; no other module knows about toolchains.
//!
//! Native code uses the user's toolchain. For `wasm32-unknown-unknown`, the first match wins:
//!
//! 1. the user's toolchain has the target;
//! 2. rustup can add the target;
//! 3. Debian's `rustc-web` packages are installed or can be installed: their compiler is linked as the
//!    rustup toolchain `debian-web`, and the standard library is built from source with the project.

use crate::process::{stdout_of, which};
use crate::{debian, output, paths};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];
const DEBIAN_TOOLCHAIN: &str = "debian-web";
const DEBIAN_LINKER: &str = "/usr/bin/wasm-ld-22";

/// The toolchain that compiles for the browser.
#[derive(Clone, Debug)]
pub struct Wasm {
    /// Rustup toolchain, if it is not the user's.
    toolchain: Option<&'static str>,
    /// Whether the source of the standard library is installed.
    has_source: bool,
    /// Whether the compiled standard library of the target is installed.
    has_target: bool,
}

impl Wasm {
    /// Finds or installs a toolchain for the browser.
    ///
    /// # Errors
    /// If there is none and none can be installed; the error names what to install.
    pub fn set_up() -> Result<Self> {
        if let Some(sysroot) = sysroot(None)
            && (has_target(&sysroot) || add_target(&sysroot))
        {
            return Ok(Self { toolchain: None, has_source: has_source(&sysroot), has_target: true });
        }
        if !is_debian_web() {
            install_debian_web()?;
        }
        link_debian_web()?;
        Ok(Self { toolchain: Some(DEBIAN_TOOLCHAIN), has_source: true, has_target: false })
    }

    /// Configures cargo (or a tool that runs cargo) to compile for the browser, for development.
    pub fn apply(&self, command: &mut Command) {
        if let Some(toolchain) = self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        if !self.has_target {
            // Building the standard library requires unstable features for all crates. Otherwise
            // `.cargo/config.toml` lists the crates that may use them.
            command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        }
    }

    /// Configures cargo for the release build, with all size optimizations if the source of the standard library is
    /// available.
    pub fn apply_release(&mut self, command: &mut Command) {
        if !self.has_source && self.toolchain.is_none() {
            self.has_source = add_source();
        }
        self.apply(command);
        // Erased components share one view type: less code per component, at the price of an allocation per
        // element. A quarter of the default stack is enough: the deepest recursion is the JSON parser's, which
        // stops at 128 levels, and unused stack counts as the page's memory.
        let mut flags = "--cfg erase_components -Clink-arg=-zstack-size=262144".to_owned();
        if self.has_source {
            flags.push_str(
                " -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none",
            );
            // All crates and the standard library are compiled with unstable flags.
            command
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
        } else {
            output::info(
                "  note: no rust-src component, so the standard library is not compiled for size; the wasm is larger",
            );
        }
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    }

    /// Returns the linker that the compiler uses for the browser; `None` if it is at none of the known places.
    pub fn linker(&self) -> Option<PathBuf> {
        let mut rustc = Command::new("rustc");
        let version = stdout_of(rustc.current_dir(paths::root()).arg("-vV")).unwrap_or_default();
        let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
        let name = if cfg!(windows) { "rust-lld.exe" } else { "rust-lld" };
        let own = sysroot(self.toolchain)?.join("lib/rustlib").join(host).join("bin").join(name);
        [own, DEBIAN_LINKER.into()].into_iter().find(|linker| linker.is_file())
    }
}

/// Returns the version of the user's compiler as (major, minor, patch).
pub fn host_version() -> (u32, u32, u32) {
    let text =
        stdout_of(Command::new("rustc").current_dir(paths::root()).arg("--version")).unwrap_or_default();
    let number = text.split_whitespace().nth(1).unwrap_or_default();
    let mut parts = number.split(['.', '-']).map(|p| p.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}

fn sysroot(toolchain: Option<&str>) -> Option<PathBuf> {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(paths::root()).args(["--print", "sysroot"]);
    if let Some(toolchain) = toolchain {
        rustc.env("RUSTUP_TOOLCHAIN", toolchain);
    }
    stdout_of(&mut rustc).map(PathBuf::from)
}

fn has_target(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir()
}

fn has_source(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib/src/rust/library/std").is_dir()
}

fn add_target(sysroot: &Path) -> bool {
    if which("rustup").is_none() {
        return false;
    }
    output::info(&format!("  … rustup target add {TARGET}"));
    let added = Command::new("rustup").current_dir(paths::root()).args(["target", "add", TARGET]).output();
    let added = added.is_ok_and(|o| o.status.success()) && has_target(sysroot);
    if !added {
        output::info("    rustup could not download it; trying Debian's packages");
    }
    added
}

fn add_source() -> bool {
    if which("rustup").is_none() {
        return false;
    }
    let _ = Command::new("rustup").current_dir(paths::root()).args(["component", "add", "rust-src"]).output();
    sysroot(None).is_some_and(|s| has_source(&s))
}

fn is_debian_web() -> bool {
    Path::new("/usr/lib/rustlib/src").is_dir()
        && Path::new(DEBIAN_LINKER).exists()
        && stdout_of(Command::new("/usr/bin/rustc").arg("--version")).is_some()
}

fn install_debian_web() -> Result<()> {
    let packages = DEBIAN_PACKAGES.join(" ");
    if which("apt-get").is_none() {
        bail!(
            "the Rust target {TARGET} is missing and rustup cannot add it: run `rustup target add {TARGET}`"
        );
    }
    debian::install(
        &DEBIAN_PACKAGES,
        "installing a Rust compiler for the browser from Debian's packages (about 200 MB, once)",
    )
    .map_err(|e| e.context(format!("run `apt-get install {packages}` as root, then this command again")))
}

fn link_debian_web() -> Result<()> {
    if which("rustup").is_none() {
        // Without rustup, the compiler on the `PATH` is Debian's.
        return Ok(());
    }
    if sysroot(Some(DEBIAN_TOOLCHAIN)).is_some_and(|s| s == Path::new("/usr")) {
        return Ok(());
    }
    let linked = Command::new("rustup").args(["toolchain", "link", DEBIAN_TOOLCHAIN, "/usr"]).status();
    if !linked.is_ok_and(|s| s.success()) {
        bail!("`rustup toolchain link {DEBIAN_TOOLCHAIN} /usr` failed: run it and read what it says");
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a file of ours that is missing fails the test")]
mod tests {
    use crate::paths;
    use std::fs;
    use std::process::{Command, Stdio};

    /// Returns the crates that `.cargo/config.toml` allows to use unstable features.
    fn unstable() -> String {
        let config = fs::read_to_string(paths::root().join(".cargo/config.toml")).unwrap();
        let names = config.split_once("RUSTC_BOOTSTRAP = \"").unwrap().1;
        names.split_once('"').unwrap().0.to_owned()
    }

    #[test]
    fn unstable_features_are_for_stylers_alone() {
        let names = unstable();
        assert_eq!(names, "stylers_core,stylers_macro");
        let source = paths::scratch().unwrap().join("unstable.rs");
        fs::write(&source, "#![feature(extend_one)]\n").unwrap();
        let compiles = |name: &str| {
            let mut rustc = Command::new("rustc");
            rustc.env("RUSTC_BOOTSTRAP", &names).current_dir(paths::root()).stderr(Stdio::null());
            rustc.args(["--crate-type", "lib", "--emit", "metadata", "--crate-name", name, "--out-dir"]);
            rustc.arg(paths::scratch().unwrap()).arg(&source).status().unwrap().success()
        };
        assert!(names.split(',').all(compiles));
        assert!(!compiles("serde") && !compiles("build_script_build"));
    }
}
