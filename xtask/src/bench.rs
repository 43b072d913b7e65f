//! `cargo xtask bench`: measures the size and speed of the release element against a hand-written page with the
//! same list. Writes the results to `bench/RESULTS.md`.

use crate::build::{self, ReleaseElement};
use crate::files::copy_dir;
use crate::playwright::BROWSER_FLAGS;
use crate::process::stdout_of;
use crate::size_budget::{self, FileSize};
use crate::{npm, output, paths, serve, tools};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

#[derive(clap::Args)]
pub struct BenchArgs {
    /// Print JSON and leave bench/RESULTS.md unchanged
    #[arg(long)]
    json: bool,
    /// Number of measurements per duration, of which the median counts
    #[arg(long, default_value_t = 7, value_name = "N")]
    runs: u32,
    /// Also run ten minutes of refreshes, changes and faults in real time
    #[arg(long)]
    real: bool,
}

pub fn run(args: &BenchArgs) -> Result<()> {
    let element = build::element()?;
    let sizes = element.sizes()?;
    let browser = tools::browser()?;
    let e2e = paths::root().join("tests/e2e");
    npm::node_modules(&e2e, "installing the test tools (npm ci)")?;
    let demo = serve::demo_binary()?;
    let bench = paths::root().join("bench");
    let pages = paths::scratch()?.join("bench");
    let _ = fs::remove_dir_all(&pages);
    copy_dir(&bench, &pages)?;
    copy_dir(&element.dir, &pages.join("element"))?;
    // The demo deployment serves this page for unknown paths.
    fs::copy(pages.join("element.html"), pages.join("index.html"))?;
    output::info("Measuring (some minutes; leave the machine alone)");
    let measured = Command::new("node")
        .arg(bench.join("run.mjs"))
        .env("BENCH_TOOLS", &e2e)
        .env("BENCH_DEMO", demo)
        .env("BENCH_PAGES", &pages)
        .env("BENCH_CHROMIUM", &browser.chromium)
        .env("BENCH_FLAGS", BROWSER_FLAGS.join(" "))
        .env("BENCH_RUNS", args.runs.to_string())
        .envs(args.real.then_some(("BENCH_REAL", "yes")))
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start node")?;
    if !measured.status.success() {
        bail!("measuring failed");
    }
    let results: Value = serde_json::from_slice(&measured.stdout).context("the measurement gave no JSON")?;
    if args.json {
        output::info(&format!("{results:#}"));
        return Ok(());
    }
    let report = report(&results, &element, &sizes)?;
    fs::write(bench.join("RESULTS.md"), &report)?;
    output::info(&report);
    Ok(())
}

/// Returns the entries with a share of at least one percent.
fn worth_a_line(code: &[(String, usize)]) -> impl Iterator<Item = &(String, usize)> {
    let total: usize = code.iter().map(|(_, size)| size).sum();
    code.iter().filter(move |(_, size)| size * 100 >= total)
}

/// The measured numbers, as they appear in the report; `–` for missing ones.
struct Results<'a>(&'a Value);

impl Results<'_> {
    fn number(&self, path: &str) -> Option<f64> {
        self.0.pointer(path).and_then(Value::as_f64)
    }

    fn ms(&self, path: &str) -> String {
        self.number(path).map_or("–".to_owned(), |n| format!("{n:.0} ms"))
    }

    fn integer(&self, path: &str) -> String {
        self.number(path).map_or("–".to_owned(), |n| format!("{n:.0}"))
    }

    fn mib(&self, path: &str) -> String {
        self.number(path).map_or("–".to_owned(), |n| format!("{:.1} MiB", n / 1_048_576.0))
    }

    fn ratio(&self, ours: &str, floor: &str) -> String {
        match (self.number(ours), self.number(floor)) {
            (Some(ours), Some(floor)) if floor > 0.0 => format!("{:.1}×", ours / floor),
            _ => "–".to_owned(),
        }
    }
}

fn report(results: &Value, element: &ReleaseElement, sizes: &[FileSize]) -> Result<String> {
    let mut text = String::new();
    let (out, results) = (&mut text, &Results(results));
    heading(out, results)?;
    bytes(out, element, sizes)?;
    times(out, results)?;
    lists(out, results)?;
    changes(out, results)?;
    leaks(out, results)?;
    network(out, results)?;
    ten_minutes(out, results)?;
    Ok(text)
}

/// Writes the conditions of the measurement.
fn heading(out: &mut String, results: &Results) -> Result<()> {
    writeln!(out, "# Measured\n")?;
    writeln!(
        out,
        "Written by `cargo xtask bench`; budgets are the design's. Medians of {} runs.\n",
        results.integer("/runs")
    )?;
    writeln!(out, "- {}", machine())?;
    writeln!(out, "- Chromium {}, headless", results.0["chromium"].as_str().unwrap_or("?"))?;
    let commit =
        stdout_of(Command::new("git").current_dir(paths::root()).args(["rev-parse", "--short", "HEAD"]));
    writeln!(out, "- commit {}\n", commit.unwrap_or_default())?;
    Ok(())
}

/// Writes the sizes of the files, and of the code by owner.
fn bytes(out: &mut String, element: &ReleaseElement, sizes: &[FileSize]) -> Result<()> {
    writeln!(out, "## Bytes\n\n| file | loaded | raw | gzip -9 | brotli -q 11 |\n|---|---|---|---|---|")?;
    for file in sizes {
        writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            file.name,
            file.phase.description(),
            file.raw,
            file.gzip,
            file.brotli
        )?;
    }
    let (initial, total) = size_budget::totals(sizes);
    writeln!(out, "\nTo show a list: {initial} B (budget 120,000). Everything: {total} B (budget 340,000).")?;

    writeln!(out, "\nCode by whose it is; generic functions count for whose type they were made.")?;
    writeln!(out, "Everything, as linked:\n\n| | kB | |\n|---|---|---|")?;
    let total: usize = element.code.iter().map(|(_, size)| size).sum();
    for (of, size) in worth_a_line(&element.code) {
        writeln!(out, "| {of} | {} | {} % |", size / 1_000, size * 100 / total)?;
    }
    let total: usize = element.initial_code.iter().map(|(_, size)| size).sum();
    let wasm = sizes.first().map_or(0, |file| file.brotli);
    writeln!(
        out,
        "\nWhat a list needs, once split, and its share of {wasm} B after brotli:\n\n| | kB | brotli, about |\n|---|---|---|"
    )?;
    for (of, size) in worth_a_line(&element.initial_code) {
        writeln!(out, "| {of} | {} | {} |", size / 1_000, wasm * size / total)?;
    }
    Ok(())
}

/// Writes the durations of loading a page.
fn times(out: &mut String, results: &Results) -> Result<()> {
    writeln!(out, "\n## Times\n\n| | CPU 1× | CPU 4× slower |\n|---|---|---|")?;
    for (what, key) in [
        ("navigation to token form", "navigationToTokenForm"),
        ("submit to list painted", "submitToList"),
        ("reload to list painted", "reloadToList"),
        ("list's answer to painted", "answerToList"),
        ("hand-written baseline: reload to list painted", "vanillaReloadToList"),
        ("hand-written baseline: answer to painted", "vanillaAnswerToList"),
    ] {
        writeln!(
            out,
            "| {what} | {} | {} |",
            results.ms(&format!("/throttled/1/{key}")),
            results.ms(&format!("/throttled/4/{key}"))
        )?;
    }
    Ok(())
}

/// Writes the measurements of lists with different numbers of workspaces.
fn lists(out: &mut String, results: &Results) -> Result<()> {
    writeln!(out, "\n| workspaces | 50 | 1,000 | 10,000 | budget |\n|---|---|---|---|---|")?;
    let row = |key: &str, show: &dyn Fn(&str) -> String| {
        ["50", "1000", "10000"].map(|count| show(&format!("/lists/{count}/{key}"))).join(" | ")
    };
    writeln!(
        out,
        "| answer to painted | {} | ≤ 40 / 60 / 100 ms |",
        row("answerToPainted", &|path| results.ms(path))
    )?;
    writeln!(out, "| DOM nodes in the card | {} | constant |", row("nodes", &|path| results.integer(path)))?;
    writeln!(
        out,
        "| JS heap above an empty page’s {} | {} | with the next, ≤ 4 MB |",
        results.mib("/emptyHeap"),
        row("jsHeap", &|path| results.mib(path))
    )?;
    writeln!(out, "| wasm memory | {} | |", row("wasmMemory", &|path| results.mib(path)))?;
    writeln!(
        out,
        "| keystroke to painted | {} | one frame |",
        row("keystrokeToPainted", &|path| results.ms(path))
    )?;
    writeln!(
        out,
        "| one row's change: answer to painted | {} | |",
        row("changeToPainted", &|path| results.ms(path))
    )?;
    writeln!(
        out,
        "| frames over 50 ms of 120 while scrolling | {} | |",
        row("slowFramesWhileScrolling", &|path| results.integer(path))
    )?;
    writeln!(
        out,
        "| DOM mutations of a refresh without a change | {} | 0 |",
        row("mutationsOfAnUnchangedRefresh", &|path| results.integer(path))
    )?;
    Ok(())
}

/// Writes the measurements of a changed row, against the hand-written baseline.
fn changes(out: &mut String, results: &Results) -> Result<()> {
    writeln!(
        out,
        "\n| one row changes, of 50 (medians of {}, turn about) | element | hand-written baseline | ratio | target |\n|---|---|---|---|---|",
        results.integer("/changes")
    )?;
    writeln!(
        out,
        "| answer to painted | {} | {} | {} | ≤ 1.5× |",
        results.ms("/elementChange/answerToPainted"),
        results.ms("/vanillaChange/answerToPainted"),
        results.ratio("/elementChange/answerToPainted", "/vanillaChange/answerToPainted")
    )?;
    writeln!(
        out,
        "| DOM mutations | {} | {} | {} | ≤ 1.0× |",
        results.integer("/elementChange/mutations"),
        results.integer("/vanillaChange/mutations"),
        results.ratio("/elementChange/mutations", "/vanillaChange/mutations")
    )?;
    Ok(())
}

/// Writes what remains of cards that were unmounted.
fn leaks(out: &mut String, results: &Results) -> Result<()> {
    writeln!(out, "\nTwenty cards on one page, until all are painted: {}.\n", results.ms("/twentyCards"))?;
    writeln!(
        out,
        "Mounted and unmounted {} times: {} nodes, {} listeners, {} timers, JS heap {}, wasm memory {} more than before.",
        results.integer("/mountedAndUnmounted/times"),
        results.integer("/mountedAndUnmounted/nodes"),
        results.integer("/mountedAndUnmounted/listeners"),
        results.integer("/mountedAndUnmounted/timers"),
        results.mib("/mountedAndUnmounted/jsHeap"),
        results.mib("/mountedAndUnmounted/wasmMemory")
    )?;
    Ok(())
}

/// Writes what remains of ten minutes in real time, if they were measured.
fn ten_minutes(out: &mut String, results: &Results) -> Result<()> {
    if results.0["tenRealMinutes"].is_object() {
        writeln!(
            out,
            "\nTen real minutes of refreshes, changes, actions and faults: {} requests; {} nodes, {} listeners, {} timers, JS heap {}, wasm memory {} more than before.",
            results.integer("/tenRealMinutes/requests"),
            results.integer("/tenRealMinutes/nodes"),
            results.integer("/tenRealMinutes/listeners"),
            results.integer("/tenRealMinutes/timers"),
            results.mib("/tenRealMinutes/jsHeap"),
            results.mib("/tenRealMinutes/wasmMemory")
        )?;
    }
    Ok(())
}

/// Writes the table of network traffic per hour.
fn network(out: &mut String, results: &Results) -> Result<()> {
    writeln!(
        out,
        "\n## Network, per hour, by a fake clock\n\n| | requests | kB | budget |\n|---|---|---|---|"
    )?;
    for (what, key, budget) in [
        ("one idle card", "idle", "≤ 60"),
        ("the same, tab hidden", "hidden", "0"),
        ("ten tabs, all shown", "tenTabs", "≤ 60"),
        ("one workspace building", "building", "≤ 720"),
        ("deployment down", "down", "≤ 45"),
    ] {
        let value = |name: &str| results.number(&format!("/network/{key}/{name}"));
        let show = |n: Option<f64>| n.map_or("–".to_owned(), |n| format!("{n:.0}"));
        writeln!(
            out,
            "| {what} | {} | {} | {budget} |",
            show(value("requests")),
            show(value("bytes").map(|b| b / 1_000.0))
        )?;
    }
    Ok(())
}

fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, model)| model));
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("{} with {cores} cores, {}", model.unwrap_or("a machine"), std::env::consts::OS)
}
