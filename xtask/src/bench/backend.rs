//! Measures the backend plugin in a real Backstage. Writes the results to `bench/BACKEND.md`.

use super::report::conditions;
use super::results::Results;
use super::script::{json_of, script};
use crate::backstage::{self, Host};
use crate::build::ReleaseElement;
use crate::{output, package, paths};
use anyhow::Result;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

/// Measures the plugin in the newest supported Backstage, in some whole runs, and writes the results.
///
/// # Errors
/// If a package or the portal cannot be built, or a measurement fails.
pub fn run(element: &ReleaseElement, environment: &[(&str, PathBuf)], runs: u32) -> Result<()> {
    let packages = package::packages_of(element)?;
    let host = Host::set_up(backstage::RELEASES[0])?;
    host.install(&packages.all())?;
    let measured = (0..runs).map(|_| measure(&host, environment)).collect::<Result<_>>()?;
    let report = report(&Results::new(measured))?;
    fs::write(paths::root().join("bench/BACKEND.md"), &report)?;
    output::info(&report);
    Ok(())
}

fn measure(host: &Host, environment: &[(&str, PathBuf)]) -> Result<Value> {
    output::info("Measuring (some minutes; leave the machine alone)");
    let mut script = script("backend.mjs", environment);
    script.env("E2E_HOST", host.dir()).env("E2E_NODE", host.node().get_program());
    json_of(&mut script)
}

fn report(results: &Results) -> Result<String> {
    let mut text = String::new();
    let out = &mut text;
    writeln!(out, "# The backend plugin, measured\n")?;
    writeln!(
        out,
        "Written by `cargo xtask bench --backend`, in a real Backstage; budgets are the design's. Each figure is the median of \
         {} whole runs, with the smallest and the largest in brackets.\n",
        results.runs()
    )?;
    conditions(out, results)?;
    beside_the_proxy(out, results)?;
    alone(out, results)?;
    Ok(text)
}

fn beside_the_proxy(out: &mut String, results: &Results) -> Result<()> {
    writeln!(
        out,
        "Beside the proxy of the same backend: reads of Coder's user by a thousand users in turn, and the page of a \
         component.\n"
    )?;
    writeln!(out, "| | gateway | proxy | gateway to proxy | budget |\n|---|---|---|---|---|")?;
    let row = |out: &mut String, name: &str, key: &str, show: fn(&Results, &str) -> String, budget: &str| {
        let [gateway, proxy] = [format!("/{key}/gateway"), format!("/{key}/proxy")];
        let ratio = results.ratio(&gateway, &proxy);
        writeln!(
            out,
            "| {name} | {} | {} | {ratio} | {budget} |",
            show(results, &gateway),
            show(results, &proxy)
        )
    };
    row(out, "one request", "latency", Results::ms, "≤ 1.3×")?;
    row(out, "requests a second, 16 at once", "throughput", Results::integer, "≥ 0.8×")?;
    row(out, "reload to list painted", "reload", Results::ms, "≤ 1.0×")?;
    writeln!(out)?;
    Ok(())
}

fn alone(out: &mut String, results: &Results) -> Result<()> {
    writeln!(out, "| | measured | budget |\n|---|---|---|")?;
    let rows = [
        ("change at Coder to painted, 19 of 20", results.ms("/changeToPainted"), "≤ 300 ms"),
        ("requests of two idle tabs in a minute", results.integer("/idle/requests"), "0"),
        ("bytes of their stream in a minute", results.integer("/idle/bytes"), "≤ 1,000"),
        ("memory for 1,000 connected users", results.mib("/connected/memory"), "≤ 95 MiB"),
        ("streams that ended", results.integer("/connected/lost"), "0"),
        ("the plugin's code loaded, beside a backend's own", results.ms("/loading"), "≤ 50 ms"),
    ];
    for (name, measured, budget) in rows {
        writeln!(out, "| {name} | {measured} | {budget} |")?;
    }
    Ok(())
}
