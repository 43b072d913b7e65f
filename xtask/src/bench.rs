//! `cargo xtask bench`: what the release element weighs and how fast it is, beside a page that does the same
//! list by hand. Numbers go to `bench/RESULTS.md`.

use crate::build::{self, Element, Weight};
use crate::package::copy_dir;
use crate::process::output;
use crate::{npm, paths, serve, tools, ui};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

#[derive(clap::Args)]
pub struct Args {
    /// Print JSON, and leave bench/RESULTS.md as it is
    #[arg(long)]
    json: bool,
    /// How often each time is taken; the median counts
    #[arg(long, default_value_t = 7, value_name = "N")]
    runs: u32,
    /// Also ten real minutes of refreshes, changes and faults
    #[arg(long)]
    real: bool,
}

pub fn run(args: &Args, flags: &str) -> Result<()> {
    let element = build::element()?;
    let weights = build::weights(&element)?;
    let browser = tools::browser()?;
    let e2e = paths::root().join("tests/e2e");
    npm::node_modules(&e2e, "installing the test tools (npm ci)")?;
    let demo = serve::demo_binary()?;
    let bench = paths::root().join("bench");
    let pages = paths::scratch()?.join("bench");
    let _ = fs::remove_dir_all(&pages);
    copy_dir(&bench, &pages)?;
    copy_dir(&element.dir, &pages.join("element"))?;
    // What the demo deployment serves where nothing else is.
    fs::copy(pages.join("element.html"), pages.join("index.html"))?;
    ui::say("Measuring (some minutes; leave the machine alone)");
    let measured = Command::new("node")
        .arg(bench.join("run.mjs"))
        .env("BENCH_TOOLS", &e2e)
        .env("BENCH_DEMO", demo)
        .env("BENCH_PAGES", &pages)
        .env("BENCH_CHROMIUM", &browser.chromium)
        .env("BENCH_FLAGS", flags)
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
        ui::say(&format!("{results:#}"));
        return Ok(());
    }
    let report = report(&results, &element, &weights)?;
    fs::write(bench.join("RESULTS.md"), &report)?;
    ui::say(&report);
    Ok(())
}

/// What is not below a hundredth.
fn worth_a_line(code: &[(String, usize)]) -> impl Iterator<Item = &(String, usize)> {
    let total: usize = code.iter().map(|(_, size)| size).sum();
    code.iter().filter(move |(_, size)| size * 100 >= total)
}

fn report(results: &Value, element: &Element, weights: &[Weight]) -> Result<String> {
    let number = |path: &str| results.pointer(path).and_then(Value::as_f64);
    let ms = |path: &str| number(path).map_or("–".to_owned(), |n| format!("{n:.0} ms"));
    let whole = |path: &str| number(path).map_or("–".to_owned(), |n| format!("{n:.0}"));
    let mib = |path: &str| number(path).map_or("–".to_owned(), |n| format!("{:.1} MiB", n / 1_048_576.0));
    let ratio = |ours: &str, floor: &str| match (number(ours), number(floor)) {
        (Some(ours), Some(floor)) if floor > 0.0 => format!("{:.1}×", ours / floor),
        _ => "–".to_owned(),
    };
    let mut text = String::new();
    let out = &mut text;
    writeln!(out, "# Measured\n")?;
    writeln!(
        out,
        "Written by `cargo xtask bench`; budgets are the design's. Medians of {} runs.\n",
        whole("/runs")
    )?;
    writeln!(out, "- {}", machine())?;
    writeln!(out, "- Chromium {}, headless", results["chromium"].as_str().unwrap_or("?"))?;
    let commit =
        output(Command::new("git").current_dir(paths::root()).args(["rev-parse", "--short", "HEAD"]));
    writeln!(out, "- commit {}\n", commit.unwrap_or_default())?;

    writeln!(out, "## Bytes\n\n| file | loaded | raw | gzip -9 | brotli -q 11 |\n|---|---|---|---|---|")?;
    for weight in weights {
        writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            weight.name,
            weight.when.words(),
            weight.raw,
            weight.gzip,
            weight.brotli
        )?;
    }
    let (first, all) = build::sums(weights);
    writeln!(out, "\nTo show a list: {first} B (budget 95,000). Everything: {all} B (budget 170,000).")?;

    writeln!(out, "\nCode by whose it is; generic functions count for whose type they were made.")?;
    writeln!(out, "Everything, as linked:\n\n| | kB | |\n|---|---|---|")?;
    let total: usize = element.code.iter().map(|(_, size)| size).sum();
    for (of, size) in worth_a_line(&element.code) {
        writeln!(out, "| {of} | {} | {} % |", size / 1_000, size * 100 / total)?;
    }
    let total: usize = element.first_code.iter().map(|(_, size)| size).sum();
    let wasm = weights.first().map_or(0, |weight| weight.brotli);
    writeln!(
        out,
        "\nWhat a list needs, once cut, and its share of {wasm} B after brotli:\n\n| | kB | brotli, about |\n|---|---|---|"
    )?;
    for (of, size) in worth_a_line(&element.first_code) {
        writeln!(out, "| {of} | {} | {} |", size / 1_000, wasm * size / total)?;
    }

    writeln!(out, "\n## Times\n\n| | CPU 1× | CPU 4× slower |\n|---|---|---|")?;
    for (what, key) in [
        ("navigation to token form", "navigationToTokenForm"),
        ("submit to list painted", "submitToList"),
        ("reload to list painted", "reloadToList"),
        ("list's answer to painted", "answerToList"),
        ("the same by hand: reload to list painted", "vanillaReloadToList"),
        ("the same by hand: answer to painted", "vanillaAnswerToList"),
    ] {
        writeln!(
            out,
            "| {what} | {} | {} |",
            ms(&format!("/throttled/1/{key}")),
            ms(&format!("/throttled/4/{key}"))
        )?;
    }
    writeln!(out, "\n| workspaces | 50 | 1,000 | 10,000 | budget |\n|---|---|---|---|---|")?;
    let row = |key: &str, show: &dyn Fn(&str) -> String| {
        ["50", "1000", "10000"].map(|count| show(&format!("/lists/{count}/{key}"))).join(" | ")
    };
    writeln!(out, "| answer to painted | {} | ≤ 40 / 60 / 100 ms |", row("answerToPainted", &ms))?;
    writeln!(out, "| DOM nodes in the card | {} | constant |", row("nodes", &whole))?;
    writeln!(
        out,
        "| JS heap above an empty page’s {} | {} | with the next, ≤ 4 MB |",
        mib("/emptyHeap"),
        row("jsHeap", &mib)
    )?;
    writeln!(out, "| wasm memory | {} | |", row("wasmMemory", &mib))?;
    writeln!(out, "| keystroke to painted | {} | one frame |", row("keystrokeToPainted", &ms))?;
    writeln!(out, "| one row's change: answer to painted | {} | |", row("changeToPainted", &ms))?;
    writeln!(
        out,
        "| frames over 50 ms of 120 while scrolling | {} | |",
        row("slowFramesWhileScrolling", &whole)
    )?;
    writeln!(
        out,
        "| DOM mutations of a refresh without a change | {} | 0 |",
        row("mutationsOfAnUnchangedRefresh", &whole)
    )?;
    writeln!(
        out,
        "\n| one row changes, of 50 (medians of {}, turn about) | element | by hand | ratio | target |\n|---|---|---|---|---|",
        whole("/changes")
    )?;
    writeln!(
        out,
        "| answer to painted | {} | {} | {} | ≤ 1.5× |",
        ms("/elementChange/answerToPainted"),
        ms("/vanillaChange/answerToPainted"),
        ratio("/elementChange/answerToPainted", "/vanillaChange/answerToPainted")
    )?;
    writeln!(
        out,
        "| DOM mutations | {} | {} | {} | ≤ 1.0× |",
        whole("/elementChange/mutations"),
        whole("/vanillaChange/mutations"),
        ratio("/elementChange/mutations", "/vanillaChange/mutations")
    )?;
    writeln!(out, "\nTwenty cards on one page, until all are painted: {}.\n", ms("/twentyCards"))?;
    writeln!(
        out,
        "Mounted and unmounted {} times: {} nodes, {} listeners, {} timers, JS heap {}, wasm memory {} more than before.",
        whole("/mountedAndUnmounted/times"),
        whole("/mountedAndUnmounted/nodes"),
        whole("/mountedAndUnmounted/listeners"),
        whole("/mountedAndUnmounted/timers"),
        mib("/mountedAndUnmounted/jsHeap"),
        mib("/mountedAndUnmounted/wasmMemory")
    )?;
    network(out, results)?;
    if results["tenRealMinutes"].is_object() {
        writeln!(
            out,
            "\nTen real minutes of refreshes, changes, actions and faults: {} requests; {} nodes, {} listeners, {} timers, JS heap {}, wasm memory {} more than before.",
            whole("/tenRealMinutes/requests"),
            whole("/tenRealMinutes/nodes"),
            whole("/tenRealMinutes/listeners"),
            whole("/tenRealMinutes/timers"),
            mib("/tenRealMinutes/jsHeap"),
            mib("/tenRealMinutes/wasmMemory")
        )?;
    }
    Ok(text)
}

/// What goes over the network in an hour.
fn network(out: &mut String, results: &Value) -> Result<()> {
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
        let value = |name: &str| results.pointer(&format!("/network/{key}/{name}")).and_then(Value::as_f64);
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
