//! `cargo xtask test`: runs every check and test, and prints one summary.

use crate::backstage::{self, Host};
use crate::package::{self, Packages};
use crate::playwright::{self, BROWSER_FLAGS};
use crate::toolchain::Wasm;
use crate::{firefox, lint, output, paths, serve, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

#[derive(clap::Args)]
pub struct TestArgs {
    /// Run only this part
    #[arg(long, value_enum)]
    only: Option<Suite>,
    /// Only tests with a matching name: a substring, or a regular expression for end-to-end tests
    #[arg(long, value_name = "NAME", requires = "only")]
    filter: Option<String>,
    /// Also write screenshots of every state to this directory: light, dark, in forced colors, right to left, at 200 %,
    /// 320 pixels wide, and in German
    #[arg(long, value_name = "DIR")]
    screenshots: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Suite {
    /// Format, lints, documentation, native tests
    Native,
    /// Component tests in a browser
    Browser,
    /// End-to-end tests in a browser
    E2e,
    /// End-to-end tests in Backstage apps that installed the packages
    Backstage,
    /// The same in the newest Backstage release, without a lock file; runs only on request
    Newest,
    /// Minutes of load on the backend plugin, in the newest Backstage release that is locked: processes are killed, keys are
    /// changed; runs only on request
    Long,
    /// The component tests with Leptos itself in place of leptos-compact; runs only on request
    PlainLeptos,
}

/// A package with tests in a browser, and its directory.
type BrowserTested = (&'static str, &'static str);

const BROWSER_TESTED: [BrowserTested; 2] =
    [("backstage-plugin-coder", "."), ("leptos-compact", "crates/leptos-compact")];
const PLAIN_LEPTOS: [BrowserTested; 1] = [("plain-leptos", "crates/plain-leptos")];

type Check<'a> = (&'static str, Box<dyn Fn() -> Result<()> + 'a>);

/// The page and the hosts for the end-to-end tests; `None` for parts that do not run.
struct Artifacts {
    page: Option<Result<PathBuf>>,
    hosts: Option<Result<Vec<Host>>>,
}

#[derive(Default)]
struct TestReport {
    summary: Vec<String>,
    failed: Vec<String>,
    passed: usize,
}

impl TestReport {
    fn take(&mut self, name: &str, part: impl FnOnce() -> Result<()>) {
        output::info(&format!("\n== {name}"));
        let started = Instant::now();
        let result = part();
        let seconds = started.elapsed().as_secs();
        match result {
            Ok(()) => {
                self.passed += 1;
                self.summary.push(format!("  ok      {name} ({seconds} s)"));
            }
            Err(error) => {
                output::report_error(&error);
                self.summary.push(format!("  FAILED  {name} ({seconds} s)"));
                self.failed.push(format!("\n== {name}\n{error:#}"));
            }
        }
    }

    fn end(self) -> Result<()> {
        let Self { summary, failed, passed } = self;
        output::info(&format!(
            "\n== summary\n{}\n\n{passed} passed, {} failed",
            summary.join("\n"),
            failed.len()
        ));
        if !failed.is_empty() {
            // Repeated here because the failures may have scrolled out of view.
            bail!("{} of {} parts failed\n{}", failed.len(), passed + failed.len(), failed.join("\n"));
        }
        Ok(())
    }
}

pub fn run(args: &TestArgs) -> Result<()> {
    let wants = |part| args.only.is_none_or(|only| only == part);
    let mut report = TestReport::default();
    let mut checks: Vec<Check> = Vec::new();
    let filter = args.filter.as_deref();
    if wants(Suite::Native) && filter.is_none() {
        checks.push(("format", Box::new(format)));
        checks.push(("lints", Box::new(lints)));
        checks.push(("documentation", Box::new(documentation)));
    }
    if wants(Suite::Native) {
        checks.push(("native tests", Box::new(move || native_tests(filter))));
    }
    if wants(Suite::Browser) {
        checks.push(("browser component tests", Box::new(move || browser_tests(&BROWSER_TESTED, filter))));
    }
    if args.only == Some(Suite::PlainLeptos) {
        let test = move || browser_tests(&PLAIN_LEPTOS, filter);
        checks.push(("component tests with Leptos itself", Box::new(test)));
    }
    // Missing programs are an error in CI and for an explicitly requested part; otherwise the part is skipped.
    let optional = args.only.is_none() && std::env::var_os("CI").is_none();
    let lacks = wants(Suite::Backstage).then(backstage::unavailable_reason).flatten().filter(|_| optional);
    let build = || Artifacts {
        page: wants(Suite::E2e).then(build_standalone),
        hosts: match args.only {
            Some(Suite::Newest) => Some(prepare_newest_backstage()),
            Some(Suite::Long) => Some(prepare_locked_backstage()),
            _ => (wants(Suite::Backstage) && lacks.is_none()).then(prepare_backstage),
        },
    };
    let check = |report: &mut TestReport| checks.iter().for_each(|(name, check)| report.take(name, check));
    let built = match args.only {
        Some(_) => {
            check(&mut report);
            build()
        }
        None => in_parallel(build, || check(&mut report))?,
    };
    let mut lacks_firefox = None;
    if let Some(page) = built.page {
        let page = page.map_err(|error| format!("{error:#}"));
        let page = || page.clone().map_err(anyhow::Error::msg);
        report.take("end-to-end tests", || run_e2e(args, &page()?));
        match firefox::binary() {
            Err(error) if optional => lacks_firefox = Some(format!("{error:#}")),
            firefox => report.take("smoke tests in Firefox", || {
                firefox::run_e2e(&firefox?, &page()?, &serve::demo_binary()?, filter)
            }),
        }
    }
    match built.hosts {
        Some(Err(error)) => report.take("end-to-end tests in Backstage", || Err(error)),
        hosts => {
            let (demo, flags) = (serve::demo_binary, BROWSER_FLAGS.join(" "));
            for host in hosts.into_iter().flatten().flatten() {
                if args.only == Some(Suite::Long) {
                    report.take("tests that take minutes", || {
                        backstage::run_long(&host, &demo()?, &flags, filter)
                    });
                    continue;
                }
                report.take(&format!("end-to-end tests in Backstage {}", host.release), || {
                    backstage::run_e2e(&host, &demo()?, &flags, filter)
                });
            }
        }
    }
    if let Some(reason) = &lacks {
        report.summary.push(format!("  SKIPPED end-to-end tests in Backstage: {reason}"));
    }
    if let Some(reason) = lacks_firefox {
        report.summary.push(format!("  SKIPPED smoke tests in Firefox: {reason}"));
    }
    report.end()
}

/// Builds while the checks run, because much of either uses a single core. The build's output is printed after the
/// checks.
fn in_parallel(build: impl FnOnce() -> Artifacts + Send, checks: impl FnOnce()) -> Result<Artifacts> {
    // Both threads use these tools and must not install them concurrently. Errors are reported at the tools' first
    // use.
    let _ = Wasm::set_up();
    let _ = tools::wasm_bindgen();
    let _ = tools::browser();
    std::thread::scope(|scope| {
        let building = scope.spawn(|| output::captured(build));
        checks();
        output::info("\n== what the end-to-end tests run on, built meanwhile");
        let Ok((built, news)) = building.join() else { bail!("building it ended with a panic") };
        output::info(&news);
        Ok(built)
    })
}

fn cargo(args: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args(args);
    cargo
}

/// Runs a command and shows its output.
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
    show(&mut cargo(&["fmt", "--all", "--check"]))?;
    lint::check_format()
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
    output::run_with_progress(
        "clippy on everything",
        &mut cargo(&args),
        &paths::scratch()?.join("clippy.log"),
    )?;
    lint::eslint()
}

fn documentation() -> Result<()> {
    let mut doc = cargo(&["doc", "--locked", "--workspace", "--no-deps", "--document-private-items"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    output::run_with_progress("rustdoc on everything", &mut doc, &paths::scratch()?.join("doc.log"))
}

fn native_tests(filter: Option<&str>) -> Result<()> {
    // The plugin's own crate is tested in a browser, and so is most of leptos-compact.
    let mut test = cargo(&["test", "--locked", "--quiet"]);
    for package in
        ["coder-core", "coder-core-node", "coder-facts", "demo-deployment", "leptos-compact", "xtask"]
    {
        test.args(["--package", package]);
    }
    show(test.args(filter))
}

fn browser_tests(packages: &[BrowserTested], filter: Option<&str>) -> Result<()> {
    let wasm = Wasm::set_up()?;
    let bindgen = tools::wasm_bindgen()?;
    let browser = tools::browser()?;
    write_webdriver_json(packages, &browser)?;
    let mut base = vec!["test", "--locked", "--target", "wasm32-unknown-unknown", "--test", "browser"];
    base.extend(packages.iter().flat_map(|(package, _)| ["--package", package]));
    let mut build = cargo(&base);
    build.arg("--no-run");
    wasm.apply(&mut build);
    output::run_with_progress(
        "compiling the component tests",
        &mut build,
        &paths::scratch()?.join("browser-build.log"),
    )?;
    let mut test = cargo(&base);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", bindgen.join("wasm-bindgen-test-runner"))
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    wasm.apply(&mut test);
    show(test.arg("--").args(filter))
}

/// Writes webdriver.json into the packages' directories, from which the test runner reads the browser's path and flags.
fn write_webdriver_json(packages: &[BrowserTested], browser: &tools::Browser) -> Result<()> {
    let path = browser.chromium.to_string_lossy().replace('\\', "/");
    let flags: Vec<String> = BROWSER_FLAGS.iter().map(|f| format!("{f:?}")).collect();
    let json = format!(
        "{{\"goog:chromeOptions\": {{\"binary\": {path:?}, \"args\": [\"--headless=new\", {}]}}}}\n",
        flags.join(", ")
    );
    for (_, dir) in packages {
        fs::write(paths::root().join(dir).join("webdriver.json"), &json)
            .context("cannot write webdriver.json")?;
    }
    Ok(())
}

/// Builds the page for the end-to-end tests.
fn build_standalone() -> Result<PathBuf> {
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
        // A release build is what ships, and its pages load faster.
        .args(["build", "--locked", "--release", "--dist"])
        .arg(&dist);
    wasm.apply(&mut build);
    output::run_with_progress(
        "building the page with Trunk, for release (a few minutes)",
        &mut build,
        &paths::scratch()?.join("trunk-build.log"),
    )?;
    Ok(dist)
}

/// Packs the packages, installs them into every host and builds the hosts.
fn prepare_backstage() -> Result<Vec<Host>> {
    let packages = package::packages()?;
    backstage::RELEASES.into_iter().map(|release| prepared(Host::set_up(release)?, &packages)).collect()
}

/// Prepares a host of the newest release that is locked, like [`prepare_backstage`].
fn prepare_locked_backstage() -> Result<Vec<Host>> {
    let packages = package::packages()?;
    Ok(vec![prepared(Host::set_up(backstage::RELEASES[0])?, &packages)?])
}

/// Prepares a host with the newest release of every package, like [`prepare_backstage`].
fn prepare_newest_backstage() -> Result<Vec<Host>> {
    let packages = package::packages()?;
    Ok(vec![prepared(Host::set_up_newest()?, &packages)?])
}

fn prepared(host: Host, packages: &Packages) -> Result<Host> {
    if host.release != backstage::RELEASES[0] {
        // The packages were compiled against the newest release's types.
        package::compile(&host)?;
    }
    host.install(&packages.all())?;
    Ok(host)
}

fn run_e2e(args: &TestArgs, page: &Path) -> Result<()> {
    let browser = tools::browser()?;
    let demo = serve::demo_binary()?;
    let mut playwright = playwright::command("playwright.config.mjs")?;
    playwright
        .env("E2E_CHROMIUM", &browser.chromium)
        .env("E2E_DEMO", demo)
        .env("E2E_DIST", page)
        .env("E2E_XTASK", std::env::current_exe()?)
        .env("E2E_FLAGS", BROWSER_FLAGS.join(" "));
    if let Some(dir) = &args.screenshots {
        let dir = std::path::absolute(dir)?;
        output::info(&format!("  pictures go to {}", dir.display()));
        playwright.env("E2E_SCREENSHOTS", dir);
    }
    playwright::run(&mut playwright, args.filter.as_deref())
}
