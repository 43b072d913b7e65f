//! `cargo xtask bench`: measures the size and speed of the release element against a hand-written page with the
//! same list, and in a real Backstage; or the backend plugin. Writes the results to `bench/RESULTS.md`, or to
//! `bench/BACKEND.md`.

mod backend;
mod portal;
mod report;
mod results;
mod script;

use crate::files::copy_dir;
use crate::{npm, output, package, paths, serve, tools};
use anyhow::Result;
use portal::Portals;
use results::Results;
use script::{json_of, script};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct BenchArgs {
    /// Print JSON and leave bench/RESULTS.md unchanged
    #[arg(long)]
    json: bool,
    /// Number of measurements per duration, of which the median counts
    #[arg(long, default_value_t = 7, value_name = "N")]
    runs: u32,
    /// Number of whole runs, whose medians and spread are reported
    #[arg(long, default_value_t = 3, value_name = "N")]
    repeat: u32,
    /// Leave out the measurements in Backstage
    #[arg(long)]
    without_backstage: bool,
    /// Directory of the built package @coder/backstage-plugin-coder without dependencies, to measure beside the card
    #[arg(long, value_name = "DIR", conflicts_with = "without_backstage")]
    react_plugin: Option<PathBuf>,
    /// Measure the backend plugin instead, four minutes in each whole run
    #[arg(long, conflicts_with_all = ["json", "runs", "without_backstage", "react_plugin", "real"])]
    backend: bool,
    /// Also run ten minutes of refreshes, changes and faults in real time
    #[arg(long)]
    real: bool,
}

pub fn run(args: &BenchArgs) -> Result<()> {
    let element = package::build_element()?;
    let sizes = element.sizes()?;
    let portals = match args.without_backstage || args.backend {
        true => None,
        false => Some(Portals::build(&element, args.react_plugin.as_deref())?),
    };
    let browser = tools::browser()?;
    let e2e = paths::root().join("tests/e2e");
    npm::node_modules(&e2e, "installing the test tools (npm ci)")?;
    let demo = serve::demo_binary()?;
    let pages = paths::scratch()?.join("bench");
    let _ = fs::remove_dir_all(&pages);
    copy_dir(&paths::root().join("bench"), &pages)?;
    copy_dir(&package::element_files(&element)?, &pages.join("element"))?;
    // The demo deployment serves this page for unknown paths.
    fs::copy(pages.join("element.html"), pages.join("index.html"))?;
    let environment = [
        ("BENCH_TOOLS", e2e),
        ("BENCH_DEMO", demo.clone()),
        ("E2E_DEMO", demo),
        ("BENCH_PAGES", pages),
        ("BENCH_CHROMIUM", browser.chromium),
    ];
    if args.backend {
        return backend::run(&element, &environment, args.repeat.max(1));
    }
    let (mut elements, mut in_portals) = (Vec::new(), Vec::new());
    for run in 0..args.repeat.max(1) {
        elements.push(measure(&environment, args, run == 0)?);
        if let Some(portals) = &portals {
            in_portals.push(portals.measure(&environment)?);
        }
    }
    if args.json {
        output::info(&format!("{:#}\n{:#}", Value::from(elements), Value::from(in_portals)));
        return Ok(());
    }
    let in_portals = portals.is_some().then(|| Results::new(in_portals));
    let report = report::report(&Results::new(elements), in_portals.as_ref(), &element, &sizes)?;
    fs::write(paths::root().join("bench/RESULTS.md"), &report)?;
    output::info(&report);
    Ok(())
}

/// Measures the element once, and what is counted by a fake clock, and so the same in every run, if asked for.
fn measure(environment: &[(&str, PathBuf)], args: &BenchArgs, network: bool) -> Result<Value> {
    output::info("Measuring (some minutes; leave the machine alone)");
    let mut script = script("run.mjs", environment);
    script
        .env("BENCH_RUNS", args.runs.to_string())
        .envs(network.then_some(("BENCH_NETWORK", "yes")))
        .envs((network && args.real).then_some(("BENCH_REAL", "yes")));
    json_of(&mut script)
}
