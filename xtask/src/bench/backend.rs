//! Measures the backend plugin in a real Backstage.

use super::results::Results;
use super::script::{json_of, script};
use crate::backstage::Host;
use anyhow::Result;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Measures the plugin once, with the card of an app.
///
/// # Errors
/// If the measurement fails.
pub fn measure(host: &Host, app: &str, environment: &[(&str, PathBuf)]) -> Result<Value> {
    let mut script = script("backend.mjs", environment);
    script.env("BENCH_APP", app).env("E2E_HOST", host.dir()).env("E2E_NODE", host.node().get_program());
    json_of(&mut script)
}

/// Writes the tables of the results, which are below a path.
pub fn write(out: &mut String, results: &Results, at: &str) -> Result<()> {
    let path = |key: &str| format!("{at}/{key}");
    writeln!(out, "## The backend plugin\n")?;
    writeln!(
        out,
        "In the same Backstage, beside its proxy: reads of Coder's user by a thousand users in turn, and the page of a \
         component.\n"
    )?;
    writeln!(out, "| | gateway | proxy | gateway to proxy | budget |\n|---|---|---|---|---|")?;
    let row = |out: &mut String, name: &str, key: &str, show: fn(&Results, &str) -> String, budget: &str| {
        let [gateway, proxy] = [path(&format!("{key}/gateway")), path(&format!("{key}/proxy"))];
        let ratio = results.ratio(&gateway, &proxy);
        writeln!(
            out,
            "| {name} | {} | {} | {ratio} | {budget} |",
            show(results, &gateway),
            show(results, &proxy)
        )
    };
    row(out, "one request", "latency", |results, path| results.ms(path), "≤ 1.3×")?;
    row(out, "requests a second, 16 at once", "throughput", |results, path| results.integer(path), "≥ 0.8×")?;
    row(out, "reload to list painted", "reload", |results, path| results.ms(path), "≤ 1.0×")?;
    writeln!(out, "\n| | measured | budget |\n|---|---|---|")?;
    writeln!(
        out,
        "| change at Coder to painted, 19 of 20 | {} | ≤ 300 ms |",
        results.ms(&path("changeToPainted"))
    )?;
    writeln!(
        out,
        "| requests of two idle tabs in a minute | {} | 0 |",
        results.integer(&path("idle/requests"))
    )?;
    writeln!(
        out,
        "| bytes of their stream in a minute | {} | ≤ 1,000 |",
        results.integer(&path("idle/bytes"))
    )?;
    writeln!(
        out,
        "| memory for 1,000 connected users | {} | ≤ 95 MiB |",
        results.mib(&path("connected/memory"))
    )?;
    writeln!(out, "| streams that ended | {} | 0 |", results.integer(&path("connected/lost")))?;
    writeln!(
        out,
        "| the plugin's code loaded, beside a backend's own | {} | ≤ 50 ms |\n",
        results.ms(&path("loading"))
    )?;
    Ok(())
}
