//! `cargo xtask audit`: checks the dependencies' licenses, sources and known vulnerabilities.
//!
//! `deny.toml` has the rules for licenses, sources and bans. Every lock file of the tree is checked against the
//! vulnerability databases; the last line of the output names the lock files whose database was unreachable.

mod npm_lock;

use crate::backstage::RELEASES;
use crate::{npm, output, paths, tools};
use anyhow::{Context, Result, bail};
use npm_lock::Selection;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Every Cargo.lock, starting with the project's.
const CRATES: [&str; 3] = ["Cargo.lock", "fuzz/Cargo.lock", "xtask/tools/wasm-bindgen/Cargo.lock"];
/// Every package-lock.json.
const NPM: [&str; 7] = [
    "examples/react/package-lock.json",
    "tests/e2e/package-lock.json",
    "xtask/tools/binaryen/package-lock.json",
    "xtask/tools/esbuild/package-lock.json",
    "xtask/tools/lint/package-lock.json",
    "xtask/tools/node/package-lock.json",
    "xtask/tools/yarn/package-lock.json",
];

/// Returns every yarn.lock, starting with the newest Backstage release. Each includes the dependencies of our packages.
fn yarn_locks() -> impl Iterator<Item = String> {
    RELEASES.iter().map(|release| format!("tests/backstage/{release}/yarn.lock"))
}

/// The outcome of a check.
#[derive(Debug, PartialEq)]
enum Outcome {
    Good,
    /// Findings, in the output of the tool that reported them.
    Found(String),
    /// The vulnerability database is unreachable.
    Unchecked,
}

#[derive(Default)]
struct AuditReport {
    findings: Vec<String>,
    unchecked: Vec<String>,
}

/// Runs every check.
///
/// # Errors
/// If a check finds something; the findings are printed.
pub fn run() -> Result<()> {
    let mut report = AuditReport::default();
    let deny = tools::cargo_deny()?;
    let config = paths::root().join("deny.toml");
    for lock in CRATES {
        let deny = |checks: &[&str]| {
            let mut command = Command::new(&deny);
            command.current_dir(paths::root()).args([
                "--workspace",
                "--log-level",
                "error",
                "--manifest-path",
            ]);
            command.arg(paths::root().join(lock).with_file_name("Cargo.toml"));
            command.args(["check", "--config"]).arg(&config).args(checks);
            command
        };
        // Only the project's own crates ship.
        let rules: &[&str] = if lock == CRATES[0] { &["licenses", "bans", "sources"] } else { &["sources"] };
        report.record(&format!("{} in {lock}", rules.join(", ")), run_check(&mut deny(rules))?);
        report.record(&format!("advisories on {lock}"), run_check(&mut deny(&["advisories"]))?);
    }
    for lock in NPM {
        let dir = paths::root().join(lock);
        report.record(&format!("advisories on {lock}"), npm_audit(dir.parent().unwrap_or(Path::new("")))?);
    }
    for lock in yarn_locks() {
        let text = fs::read_to_string(paths::root().join(&lock)).with_context(|| format!("no {lock}"))?;
        let ours = npm_audit(&written(&npm_lock::from_yarn(&text, Selection::Ours)?, &lock, "ours")?)?;
        report.record(&format!("advisories on the dependencies of our packages in {lock}"), ours);
        let host = npm_audit(&written(&npm_lock::from_yarn(&text, Selection::Everything)?, &lock, "host")?)?;
        report.record_host(&format!("advisories on the tests' Backstage in {lock}"), host);
    }
    let last = report.last_line();
    if !report.findings.is_empty() {
        bail!("{}\n{last}", report.findings.join("\n"));
    }
    output::info(&last);
    Ok(())
}

impl AuditReport {
    /// Records a check that must find nothing.
    fn record(&mut self, check: &str, outcome: Outcome) {
        match outcome {
            Outcome::Good => output::info(&format!("  ok        {check}")),
            Outcome::Unchecked => self.record_unchecked(check),
            Outcome::Found(text) => {
                output::info(&format!("  FOUND     {check}"));
                self.findings.push(format!("{check}:\n{text}"));
            }
        }
    }

    /// Records a check of Backstage's own dependencies: findings are printed, but are no failure.
    fn record_host(&mut self, check: &str, outcome: Outcome) {
        match outcome {
            Outcome::Good => output::info(&format!("  ok        {check}")),
            Outcome::Unchecked => self.record_unchecked(check),
            Outcome::Found(text) => {
                output::info(&format!("  known     {check}, which nobody but the tests runs:\n{text}"));
            }
        }
    }

    fn record_unchecked(&mut self, check: &str) {
        output::info(&format!("  unchecked {check}: the list cannot be reached from here"));
        self.unchecked.push(check.to_owned());
    }

    fn last_line(&self) -> String {
        match (self.findings.len(), self.unchecked.as_slice()) {
            (0, []) => "Everything was checked, and nothing was found.".to_owned(),
            (findings, []) => format!("Everything was checked; {findings} checks found something."),
            (findings, unchecked) => {
                let findings = if findings == 0 {
                    "Nothing was found".to_owned()
                } else {
                    format!("{findings} checks found something")
                };
                format!(
                    "{findings}, but NOT CHECKED, because the lists cannot be reached from here: {}.",
                    unchecked.join("; ")
                )
            }
        }
    }
}

/// Messages of tools that cannot reach a vulnerability database.
const UNREACHABLE: [&str; 2] = ["failed to fetch advisory database", "audit endpoint returned an error"];

fn npm_audit(dir: &Path) -> Result<Outcome> {
    run_check(npm::npm(dir).args(["audit", "--package-lock-only"]).env("NPM_CONFIG_AUDIT", "true"))
}

fn run_check(command: &mut Command) -> Result<Outcome> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {name}"))?;
    Ok(outcome(output.status.success(), &String::from_utf8_lossy(&[output.stdout, output.stderr].concat())))
}

fn outcome(success: bool, text: &str) -> Outcome {
    match success {
        true => Outcome::Good,
        false if UNREACHABLE.iter().any(|no| text.contains(no)) => Outcome::Unchecked,
        false => Outcome::Found(text.trim().to_owned()),
    }
}

/// Writes the converted package.json and package-lock.json to a directory for `npm audit`; returns the directory.
fn written(project: &npm_lock::Project, lock: &str, part: &str) -> Result<PathBuf> {
    let release = Path::new(lock).parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let dir = paths::scratch()?.join(format!("audit-{part}-{release}"));
    fs::create_dir_all(&dir)?;
    fs::write(dir.join("package.json"), format!("{:#}\n", project.manifest))?;
    fs::write(dir.join("package-lock.json"), format!("{:#}\n", project.lock))?;
    Ok(dir)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a file of ours that is missing fails the test")]
mod tests {
    use super::{AuditReport, CRATES, NPM, Outcome, outcome, yarn_locks};
    use crate::process::stdout_of;
    use std::process::Command;

    #[test]
    fn every_lock_file_of_the_tree_is_looked_at() {
        let files =
            stdout_of(Command::new("git").current_dir(crate::paths::root()).args(["ls-files"])).unwrap();
        let ends = ["Cargo.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "npm-shrinkwrap.json"];
        let mut there: Vec<&str> =
            files.lines().filter(|file| ends.contains(&file.rsplit('/').next().unwrap_or(file))).collect();
        let yarn: Vec<String> = yarn_locks().collect();
        let mut known = [CRATES.as_slice(), &NPM].concat();
        known.extend(yarn.iter().map(String::as_str));
        there.sort_unstable();
        known.sort_unstable();
        assert_eq!(known, there);
    }

    #[test]
    fn a_list_that_does_not_answer_is_neither_good_nor_bad() {
        assert_eq!(outcome(true, "found 0 vulnerabilities"), Outcome::Good);
        assert_eq!(outcome(false, "npm error audit endpoint returned an error"), Outcome::Unchecked);
        let deny = "error: failed to fetch advisory database https://github.com/rustsec/advisory-db";
        assert_eq!(outcome(false, deny), Outcome::Unchecked);
        assert_eq!(outcome(false, "\nleft-pad: critical\n"), Outcome::Found("left-pad: critical".to_owned()));
    }

    #[test]
    fn the_last_line_says_what_was_not_checked() {
        let mut report = AuditReport::default();
        report.record("a", Outcome::Good);
        assert_eq!(report.last_line(), "Everything was checked, and nothing was found.");
        report.record("advisories on x", Outcome::Unchecked);
        report.record_host("advisories on y", Outcome::Unchecked);
        assert!(report.last_line().ends_with("from here: advisories on x; advisories on y."));
        assert!(report.last_line().starts_with("Nothing was found, but NOT CHECKED"));
        report.record("c", Outcome::Found("bad".to_owned()));
        assert!(report.last_line().starts_with("1 checks found something, but NOT CHECKED"));
        assert_eq!(report.findings, ["c:\nbad"]);
    }

    #[test]
    fn what_is_backstages_to_mend_is_no_failure() {
        let mut report = AuditReport::default();
        report.record_host("its own", Outcome::Found("old lodash".to_owned()));
        assert!(report.findings.is_empty());
    }
}
