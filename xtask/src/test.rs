//! `cargo xtask test`: every check and test, one summary.

use crate::{backstage, paths, serve, toolchain::Wasm, tools, ui};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;
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
    /// Journeys in a real Backstage that installed the packages
    Backstage,
}

type Step<'a> = (&'static str, Box<dyn Fn() -> Result<()> + 'a>);

pub fn run(args: &Args) -> Result<()> {
    let wants = |part| args.only.is_none_or(|only| only == part);
    let mut steps: Vec<Step> = Vec::new();
    if wants(Part::Native) {
        steps.push(("format", Box::new(format)));
        steps.push(("lints", Box::new(lints)));
        steps.push(("documentation", Box::new(documentation)));
        steps.push(("native tests", Box::new(native_tests)));
    }
    if wants(Part::Browser) {
        steps.push(("browser component tests", Box::new(browser_tests)));
    }
    if wants(Part::E2e) {
        steps.push(("end-to-end journeys", Box::new(|| journeys(args))));
    }
    let mut failed = Vec::new();
    let mut summary = Vec::new();
    if wants(Part::Backstage) {
        // Whoever asks for it, and CI, wants to know; others have the rest of the tests.
        let optional = args.only.is_none() && std::env::var_os("CI").is_none();
        match backstage::missing().filter(|_| optional) {
            Some(why) => summary.push(format!("  SKIPPED journeys in Backstage: {why}")),
            None => steps.push(("journeys in Backstage", Box::new(in_backstage))),
        }
    }
    for (name, step) in &steps {
        ui::say(&format!("\n== {name}"));
        let started = Instant::now();
        let result = step();
        let seconds = started.elapsed().as_secs();
        match result {
            Ok(()) => summary.push(format!("  ok      {name} ({seconds} s)")),
            Err(error) => {
                ui::fail(&error);
                summary.push(format!("  FAILED  {name} ({seconds} s)"));
                failed.push(format!("\n== {name}\n{error:#}"));
            }
        }
    }
    ui::say(&format!(
        "\n== summary\n{}\n\n{} passed, {} failed",
        summary.join("\n"),
        steps.len() - failed.len(),
        failed.len()
    ));
    if !failed.is_empty() {
        // Once more: what they printed may be a long way up.
        bail!("{} of {} parts failed\n{}", failed.len(), steps.len(), failed.join("\n"));
    }
    Ok(())
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
    let args = ["clippy", "--workspace", "--all-targets", "--features", "standalone", "--", "-D", "warnings"];
    ui::long("clippy on everything", &mut cargo(&args), &paths::scratch()?.join("clippy.log"))
}

fn documentation() -> Result<()> {
    let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--document-private-items"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    ui::long("rustdoc on everything", &mut doc, &paths::scratch()?.join("doc.log"))
}

fn native_tests() -> Result<()> {
    // The plugin itself is tested in a browser.
    let mut test = cargo(&["test", "--quiet"]);
    show(test.args(["--package", "coder-core", "--package", "demo-deployment", "--package", "xtask"]))
}

fn browser_tests() -> Result<()> {
    let wasm = Wasm::set_up()?;
    let bindgen = tools::wasm_bindgen()?;
    let browser = tools::browser()?;
    write_webdriver_json(&browser)?;
    let base = ["test", "--target", "wasm32-unknown-unknown", "--test", "browser"];
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

fn in_backstage() -> Result<()> {
    backstage::journeys(&serve::demo_binary()?, &BROWSER_FLAGS.join(" "))
}

fn journeys(args: &Args) -> Result<()> {
    let wasm = Wasm::set_up()?;
    let trunk = tools::trunk()?;
    let bindgen = tools::wasm_bindgen()?;
    let wasm_opt = tools::wasm_opt()?;
    let browser = tools::browser()?;
    let e2e = paths::root().join("tests/e2e");
    tools::node_modules(&e2e)?;
    let demo = serve::demo_binary()?;
    let dist = paths::scratch()?.join("dist");
    let mut build = Command::new(&trunk);
    build
        .current_dir(paths::root())
        .env("PATH", tools::path_with(&[&bindgen, &wasm_opt])?)
        .env_remove("NO_COLOR")
        // What ships is what is tested, and a page loads in a blink.
        .args(["build", "--release", "--dist"])
        .arg(&dist);
    wasm.apply(&mut build);
    ui::long(
        "building the page with Trunk, for release (a few minutes)",
        &mut build,
        &paths::scratch()?.join("trunk-build.log"),
    )?;
    let mut playwright = Command::new("node");
    playwright
        .current_dir(&e2e)
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .env("E2E_CHROMIUM", &browser.chromium)
        .env("E2E_DEMO", demo)
        .env("E2E_DIST", dist)
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
