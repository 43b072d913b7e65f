//! Measures the card in a real Backstage.

use super::results::Results;
use super::script::{json_of, script};
use crate::backstage::{self, Host};
use crate::build::ReleaseElement;
use crate::files::copy_dir;
use crate::{output, package, paths};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The portal of the new frontend system: without the plugin, and with it.
const NEW: [&str; 2] = ["bench-new-nothing", "bench-new-ours"];
/// The portal of the legacy frontend system: without a plugin, with this one, and with Coder's React plugin.
const LEGACY: [&str; 3] = ["bench-legacy-nothing", "bench-legacy-ours", "bench-legacy-react"];
/// The numbers of workspaces that are listed.
const COUNTS: [(&str, &str); 3] = [("50", "50"), ("500", "500"), ("1000", "1,000")];

/// The configuration of an app that does not load the plugin by itself.
const WITHOUT_PLUGIN: [(&str, &str); 1] =
    [("APP_CONFIG_app_packages", r#"{"exclude":["backstage-plugin-coder"]}"#)];

/// Number of visits per figure in each whole run, of which the median counts.
const VISITS: u32 = 1;

/// The portals that are measured, built.
pub struct Portals {
    host: Host,
    apps: Vec<&'static str>,
}

impl Portals {
    /// Builds all portals with the newest supported Backstage. `react_plugin` is a directory with the built package
    /// `@coder/backstage-plugin-coder` that needs no further dependencies.
    ///
    /// # Errors
    /// If a package or a portal cannot be built.
    pub fn build(element: &ReleaseElement, react_plugin: Option<&Path>) -> Result<Self> {
        let packages = package::packages_of(element)?;
        let host = Host::set_up(backstage::RELEASES[0])?;
        host.install(&packages.all())?;
        keep_app(&host, "app", NEW[1])?;
        host.build_app("app", &WITHOUT_PLUGIN)?;
        keep_app(&host, "app", NEW[0])?;
        let mut apps = NEW.to_vec();
        for app in LEGACY {
            let name = app.rsplit('-').next().unwrap_or_default();
            if name == "react" {
                let Some(react_plugin) = react_plugin else { continue };
                provide(&host, "@coder/backstage-plugin-coder", react_plugin)?;
            }
            let sources = paths::root().join("bench/host");
            let target = host.dir().join("packages/app-legacy/src");
            fs::copy(sources.join("portal.tsx"), target.join("portal.tsx"))?;
            fs::copy(sources.join(format!("{name}.tsx")), target.join("index.tsx"))
                .with_context(|| format!("no portal {name}"))?;
            // A legacy app lists its plugins itself.
            host.build_app("app-legacy", &WITHOUT_PLUGIN)?;
            keep_app(&host, "app-legacy", app)?;
            apps.push(app);
        }
        Ok(Self { host, apps })
    }

    /// Measures all portals once.
    ///
    /// # Errors
    /// If the measurement fails.
    pub fn measure(&self, environment: &[(&str, PathBuf)]) -> Result<Value> {
        output::info("Measuring in Backstage (some minutes; leave the machine alone)");
        let mut script = script("portal.mjs", environment);
        script
            .env("BENCH_APPS", self.apps.join(" "))
            .env("BENCH_VISITS", VISITS.to_string())
            .env("E2E_HOST", self.host.dir())
            .env("E2E_NODE", self.host.node().get_program());
        json_of(&mut script)
    }
}

/// Keeps a built app under a name by which the backend finds it.
fn keep_app(host: &Host, app: &str, name: &str) -> Result<()> {
    let kept = replaced(host, name)?;
    fs::write(kept.join("package.json"), format!("{:#}\n", json!({"name": name, "version": "0.0.0"})))?;
    copy_dir(&host.dir().join("packages").join(app).join("dist"), &kept.join("dist"))
}

/// Puts a package into the host's `node_modules`.
fn provide(host: &Host, name: &str, package: &Path) -> Result<()> {
    copy_dir(package, &replaced(host, name)?)
}

/// Returns the empty directory of a package in the host's `node_modules`.
fn replaced(host: &Host, name: &str) -> Result<PathBuf> {
    let dir = host.dir().join("node_modules").join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).with_context(|| format!("no {}", dir.display()))?;
    Ok(dir)
}

/// Writes the tables of the results in Backstage.
pub fn write(out: &mut String, results: &Results) -> Result<()> {
    let is_react_there = results.has(&format!("/{}", LEGACY[2]));
    writeln!(out, "## In Backstage {}\n", backstage::RELEASES[0])?;
    writeln!(
        out,
        "The page of a component, in the legacy frontend system, beside the same page without a plugin. Bytes are those of \
         a first visit, as transmitted (the portal compresses them by brotli, quality 4). Visits per figure in a run: {VISITS}.{}\n",
        if is_react_there {
            " The React plugin is the last version with session tokens, built from its repository: it is not in the registry."
        } else {
            " Coder's React plugin is not in the registry; `--react-plugin` takes a built one."
        }
    )?;
    let columns: Vec<(&str, &str)> =
        [("this plugin", LEGACY[1]), ("React plugin", LEGACY[2])][..1 + usize::from(is_react_there)].to_vec();
    let cells = |show: &dyn Fn(&str, &str) -> String| {
        let all = columns.iter().flat_map(|(_, app)| COUNTS.iter().map(|(count, _)| show(app, count)));
        all.collect::<Vec<_>>().join(" | ")
    };
    let heads =
        columns.iter().flat_map(|(name, _)| COUNTS.iter().map(move |(_, count)| format!("{name}, {count}")));
    let heads: Vec<String> = heads.collect();
    writeln!(out, "| workspaces | {} |\n|---|{}", heads.join(" | "), "---|".repeat(heads.len()))?;
    let excess = |key: &'static str, show: fn(f64) -> String| {
        cells(&|app, count| {
            results.excess(&format!("/{app}/{count}/{key}"), &format!("/{}/{count}/{key}", LEGACY[0]), show)
        })
    };
    writeln!(out, "| more kB fetched | {} |", excess("bytes", |n| format!("{:.0}", n / 1_000.0)))?;
    writeln!(out, "| more requests | {} |", excess("requests", |n| format!("{n:.0}")))?;
    writeln!(
        out,
        "| list's response to painted | {} |",
        cells(&|app, count| results.ms(&format!("/{app}/{count}/sinceAnswer")))
    )?;
    writeln!(
        out,
        "| reload to list painted | {} |",
        cells(&|app, count| results.ms(&format!("/{app}/{count}/sinceNavigation")))
    )?;
    writeln!(out, "| more DOM nodes | {} |", excess("nodes", |n| format!("{n:.0}")))?;
    writeln!(out, "| more JS heap, MiB | {} |", excess("heap", |n| format!("{:.1}", n / 1_048_576.0)))?;
    writeln!(out, "| wasm memory, MiB | {} |", excess("wasm", |n| format!("{:.1}", n / 1_048_576.0)))?;
    writeln!(
        out,
        "\nA page without a card, the catalog's, fetches so many bytes more with the plugin (budget 2,000):\n"
    )?;
    writeln!(out, "| frontend system | bytes | requests |\n|---|---|---|")?;
    for (name, nothing, ours) in [("new", NEW[0], NEW[1]), ("legacy", LEGACY[0], LEGACY[1])] {
        let more = |key: &str| {
            let path = |app: &str| format!("/{app}/index/{key}");
            results.excess(&path(ours), &path(nothing), |n| format!("{n:.0}"))
        };
        writeln!(out, "| {name} | {} | {} |", more("bytes"), more("requests"))?;
    }
    writeln!(out)?;
    Ok(())
}
