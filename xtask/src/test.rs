//! `cargo xtask test`: every check and test, one summary.

use crate::backstage::{self, Host};
use crate::toolchain::Wasm;
use crate::{firefox, npm, paths, serve, tools, ui};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

#[derive(clap::Args)]
pub struct Args {
    /// Only one part
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// Also write a picture of every state, light and dark, to this directory
    #[arg(long, value_name = "DIR")]
    screenshots: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Format, lints, documentation, native tests
    Native,
    /// Component tests in a browser
    Browser,
    /// Journeys in a browser, end to end
    E2e,
    /// Journeys in real Backstages that installed the packages
    Backstage,
    /// The same in the newest Backstage that there is, with no lock file: only when asked for
    Newest,
}

type Check = (&'static str, fn() -> Result<()>);

/// What the journeys run on and in; nothing of what is not wanted.
struct Built {
    page: Option<Result<PathBuf>>,
    hosts: Option<Result<Vec<Host>>>,
}

#[derive(Default)]
struct Report {
    summary: Vec<String>,
    failed: Vec<String>,
    passed: usize,
}

impl Report {
    fn take(&mut self, name: &str, part: impl FnOnce() -> Result<()>) {
        ui::say(&format!("\n== {name}"));
        let started = Instant::now();
        let result = part();
        let seconds = started.elapsed().as_secs();
        match result {
            Ok(()) => {
                self.passed += 1;
                self.summary.push(format!("  ok      {name} ({seconds} s)"));
            }
            Err(error) => {
                ui::fail(&error);
                self.summary.push(format!("  FAILED  {name} ({seconds} s)"));
                self.failed.push(format!("\n== {name}\n{error:#}"));
            }
        }
    }

    fn end(self) -> Result<()> {
        let Self { summary, failed, passed } = self;
        ui::say(&format!("\n== summary\n{}\n\n{passed} passed, {} failed", summary.join("\n"), failed.len()));
        if !failed.is_empty() {
            // Once more: what they printed may be a long way up.
            bail!("{} of {} parts failed\n{}", failed.len(), passed + failed.len(), failed.join("\n"));
        }
        Ok(())
    }
}

pub fn run(args: &Args) -> Result<()> {
    let wants = |part| args.only.is_none_or(|only| only == part);
    let mut report = Report::default();
    let mut checks: Vec<Check> = Vec::new();
    if wants(Part::Native) {
        checks.push(("format", format));
        checks.push(("lints", lints));
        checks.push(("documentation", documentation));
        checks.push(("native tests", native_tests));
    }
    if wants(Part::Browser) {
        checks.push(("browser component tests", browser_tests));
    }
    // Whoever asks for it, and CI, wants to know; others have the rest of the tests.
    let optional = args.only.is_none() && std::env::var_os("CI").is_none();
    let lacks = wants(Part::Backstage).then(backstage::missing).flatten().filter(|_| optional);
    let build = || Built {
        page: wants(Part::E2e).then(page),
        hosts: match args.only {
            Some(Part::Newest) => Some(backstage::prepare_newest()),
            _ => (wants(Part::Backstage) && lacks.is_none()).then(backstage::prepare),
        },
    };
    let check = |report: &mut Report| checks.iter().for_each(|(name, check)| report.take(name, check));
    let built = match args.only {
        Some(_) => {
            check(&mut report);
            build()
        }
        None => beside(build, || check(&mut report))?,
    };
    let mut lacks_firefox = None;
    if let Some(page) = built.page {
        let page = page.map_err(|error| format!("{error:#}"));
        let page = || page.clone().map_err(anyhow::Error::msg);
        report.take("end-to-end journeys", || journeys(args, &page()?));
        match firefox::binary() {
            Err(error) if optional => lacks_firefox = Some(format!("{error:#}")),
            firefox => report.take("smoke journeys in Firefox", || {
                firefox::journeys(&firefox?, &page()?, &serve::demo_binary()?)
            }),
        }
    }
    match built.hosts {
        Some(Err(error)) => report.take("journeys in Backstage", || Err(error)),
        hosts => {
            for host in hosts.into_iter().flatten().flatten() {
                report.take(&format!("journeys in Backstage {}", host.release), || {
                    backstage::journeys(&host, &serve::demo_binary()?, &BROWSER_FLAGS.join(" "))
                });
            }
        }
    }
    if let Some(why) = &lacks {
        report.summary.push(format!("  SKIPPED journeys in Backstage: {why}"));
    }
    if let Some(why) = lacks_firefox {
        report.summary.push(format!("  SKIPPED smoke journeys in Firefox: {why}"));
    }
    report.end()
}

/// Builds while the checks go on: most of either is one compiler's work on one core. What building has to say is
/// said after them.
fn beside(build: impl FnOnce() -> Built + Send, checks: impl FnOnce()) -> Result<Built> {
    // Both use these, and must not install them at the same time. What cannot be had is told where it is needed.
    let _ = Wasm::set_up();
    let _ = tools::wasm_bindgen();
    let _ = tools::browser();
    std::thread::scope(|scope| {
        let building = scope.spawn(|| ui::quietly(build));
        checks();
        ui::say("\n== what the journeys run on, built meanwhile");
        let Ok((built, news)) = building.join() else { bail!("building it ended with a panic") };
        ui::say(&news);
        Ok(built)
    })
}

fn cargo(args: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args(args);
    cargo
}

/// Runs a command whose output is worth seeing.
fn show(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot start {name}"))?;
    if !status.success() {
        bail!(
            "{name} {} failed",
            command.get_args().map(|a| a.to_string_lossy()).collect::<Vec<_>>().join(" ")
        );
    }
    Ok(())
}

fn format() -> Result<()> {
    show(&mut cargo(&["fmt", "--all", "--check"]))
}

fn lints() -> Result<()> {
    let args = [
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--features",
        "standalone",
        "--",
        "-D",
        "warnings",
    ];
    ui::long("clippy on everything", &mut cargo(&args), &paths::scratch()?.join("clippy.log"))
}

fn documentation() -> Result<()> {
    let mut doc = cargo(&["doc", "--locked", "--workspace", "--no-deps", "--document-private-items"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    ui::long("rustdoc on everything", &mut doc, &paths::scratch()?.join("doc.log"))
}

fn native_tests() -> Result<()> {
    // The plugin itself is tested in a browser.
    let mut test = cargo(&["test", "--locked", "--quiet"]);
    show(test.args([
        "--package",
        "coder-core",
        "--package",
        "coder-facts",
        "--package",
        "demo-deployment",
        "--package",
        "xtask",
    ]))
}

fn browser_tests() -> Result<()> {
    let wasm = Wasm::set_up()?;
    let bindgen = tools::wasm_bindgen()?;
    let browser = tools::browser()?;
    write_webdriver_json(&browser)?;
    let base = ["test", "--locked", "--target", "wasm32-unknown-unknown", "--test", "browser"];
    let mut build = cargo(&base);
    build.arg("--no-run");
    wasm.apply(&mut build);
    ui::long("compiling the component tests", &mut build, &paths::scratch()?.join("browser-build.log"))?;
    let mut test = cargo(&base);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", bindgen.join("wasm-bindgen-test-runner"))
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    wasm.apply(&mut test);
    show(&mut test)
}

/// The test runner reads the browser's place and flags from this file in the package's root.
fn write_webdriver_json(browser: &tools::Browser) -> Result<()> {
    let path = browser.chromium.to_string_lossy().replace('\\', "/");
    let flags: Vec<String> = BROWSER_FLAGS.iter().map(|f| format!("{f:?}")).collect();
    let json = format!(
        "{{\"goog:chromeOptions\": {{\"binary\": {path:?}, \"args\": [\"--headless=new\", {}]}}}}\n",
        flags.join(", ")
    );
    fs::write(paths::root().join("webdriver.json"), json).context("cannot write webdriver.json")
}

/// Tests run as root in CI, need no graphics card, and must not talk to anything but loopback.
pub const BROWSER_FLAGS: [&str; 7] = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// The page that the journeys run on.
fn page() -> Result<PathBuf> {
    let wasm = Wasm::set_up()?;
    let trunk = tools::trunk()?;
    let bindgen = tools::wasm_bindgen()?;
    let wasm_opt = tools::wasm_opt()?;
    let dist = paths::scratch()?.join("dist");
    let mut build = Command::new(&trunk);
    build
        .current_dir(paths::root())
        .env("PATH", tools::path_with(&[&bindgen, &wasm_opt])?)
        .env_remove("NO_COLOR")
        // What ships is what is tested, and a page loads in a blink.
        .args(["build", "--locked", "--release", "--dist"])
        .arg(&dist);
    wasm.apply(&mut build);
    ui::long(
        "building the page with Trunk, for release (a few minutes)",
        &mut build,
        &paths::scratch()?.join("trunk-build.log"),
    )?;
    Ok(dist)
}

fn journeys(args: &Args, page: &Path) -> Result<()> {
    let browser = tools::browser()?;
    let e2e = paths::root().join("tests/e2e");
    npm::node_modules(&e2e, "installing the test tools (npm ci)")?;
    let demo = serve::demo_binary()?;
    let mut playwright = Command::new("node");
    playwright
        .current_dir(&e2e)
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .env("E2E_CHROMIUM", &browser.chromium)
        .env("E2E_DEMO", demo)
        .env("E2E_DIST", page)
        .env("E2E_XTASK", std::env::current_exe()?)
        .env("E2E_FLAGS", BROWSER_FLAGS.join(" "));
    if let Some(dir) = &args.screenshots {
        let dir = std::path::absolute(dir)?;
        ui::say(&format!("  pictures go to {}", dir.display()));
        playwright.env("E2E_SCREENSHOTS", dir);
    }
    journey(&mut playwright)
}

/// Runs Playwright; an error names what failed.
///
/// # Errors
/// If it cannot be started, or a journey fails.
pub fn journey(playwright: &mut Command) -> Result<()> {
    let failures = paths::scratch()?.join("failures.txt");
    fs::write(&failures, "")?;
    let status = playwright.env("E2E_FAILURES", &failures).status().context("cannot start node")?;
    if !status.success() {
        bail!("journeys failed:\n{}", fs::read_to_string(&failures).unwrap_or_default());
    }
    Ok(())
}
