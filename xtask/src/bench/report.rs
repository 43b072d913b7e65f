//! The report of the benchmark, `bench/RESULTS.md`.

use super::portal;
use super::results::Results;
use crate::build::ReleaseElement;
use crate::paths;
use crate::process::stdout_of;
use crate::size_budget::{self, FileSize};
use anyhow::Result;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

/// Returns the entries with a share of at least one percent.
fn worth_a_line(code: &[(String, usize)]) -> impl Iterator<Item = &(String, usize)> {
    let total: usize = code.iter().map(|(_, size)| size).sum();
    code.iter().filter(move |(_, size)| size * 100 >= total)
}

/// Returns the report of the element's results, and of those in Backstage, if they were measured.
pub fn report(
    results: &Results,
    portals: Option<&Results>,
    element: &ReleaseElement,
    sizes: &[FileSize],
) -> Result<String> {
    let mut text = String::new();
    let out = &mut text;
    heading(out, results)?;
    if let Some(portals) = portals {
        portal::write(out, portals)?;
    }
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
        "Written by `cargo xtask bench`; budgets are the design's. Each figure is the median of {} whole runs, with the \
         smallest and the largest in brackets; in a run, it is the median of {} measurements.\n",
        results.runs(),
        results.plain_integer("/runs")
    )?;
    conditions(out, results)
}

/// Writes the machine, the browser and the commit.
pub fn conditions(out: &mut String, results: &Results) -> Result<()> {
    writeln!(out, "- {}", machine())?;
    writeln!(out, "- Chromium {}, headless", results.text("/chromium"))?;
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
        "| answer to painted | {} | {} | {} | ≤ 1.2× |",
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
    if results.has("/tenRealMinutes") {
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
