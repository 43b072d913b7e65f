//! `cargo xtask publish`: the two packages to the npm registry, if their names are free or ours.
//!
//! A README that says `yarn add` hands every portal that follows it to whoever has the name.

use crate::package::packages;
use crate::{npm, paths, ui};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::path::Path;

#[derive(clap::Args)]
pub struct Args {
    /// Publish; without it, everything but that
    #[arg(long)]
    yes: bool,
}

/// Whose a name in the registry is.
#[derive(Debug, PartialEq)]
enum Name {
    Free,
    Ours,
    Foreign,
}

/// Builds, asks for the names, and publishes.
///
/// # Errors
/// If a name is somebody else's, the version is taken, or the registry does not answer.
pub fn run(args: &Args) -> Result<()> {
    let user = npm_says(&["whoami"])?;
    ensure!(user.0, "npm does not know you: run `npm login` first.\n{}", user.1);
    let user = user.1.trim();
    for dir in ["npm/element", "npm/backstage"] {
        let manifest = npm::manifest(dir)?;
        let (name, version) = (text(&manifest, "name")?, text(&manifest, "version")?);
        let (known, answer) = npm_says(&["view", name, "--json", "maintainers", "versions"])?;
        match whose(known, &answer, user)? {
            Name::Foreign => bail!(
                "{name} belongs to somebody else in the registry: do not publish, and warn whoever reads our READMEs"
            ),
            Name::Free => ui::say(&format!("  {name}: the name is free")),
            Name::Ours => {
                ensure!(!answer.contains(&format!("\"{version}\"")), "{name} {version} is published already");
                ui::say(&format!("  {name}: ours"));
            }
        }
    }
    let packages = packages()?;
    // The adapter depends on the element.
    for tarball in [&packages.element, &packages.backstage] {
        let mut publish = npm::npm(&paths::root());
        publish.args(["publish", "--access", "public"]).arg(tarball);
        if !args.yes {
            publish.arg("--dry-run");
        }
        let name = tarball.file_name().unwrap_or_default().to_string_lossy().into_owned();
        ui::long(&format!("publishing {name}"), &mut publish, &paths::scratch()?.join("publish.log"))?;
    }
    if !args.yes {
        ui::say("  nothing was published: `cargo xtask publish --yes` does");
    }
    Ok(())
}

fn text<'a>(manifest: &'a Value, key: &str) -> Result<&'a str> {
    manifest[key].as_str().with_context(|| format!("a package without {key}"))
}

/// Whether npm succeeded, and what it said.
fn npm_says(args: &[&str]) -> Result<(bool, String)> {
    let output = npm::npm(Path::new(&paths::root())).args(args).output().context("cannot start npm")?;
    let said = if output.status.success() { output.stdout } else { [output.stdout, output.stderr].concat() };
    Ok((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

/// Whose a name is, by what `npm view` says.
fn whose(known: bool, answer: &str, user: &str) -> Result<Name> {
    if !known {
        ensure!(answer.contains("E404"), "the registry does not say whose the name is:\n{answer}");
        return Ok(Name::Free);
    }
    let answer: Value = serde_json::from_str(answer).context("npm view told no JSON")?;
    let maintainers = match &answer["maintainers"] {
        Value::Array(all) => all.clone(),
        one => vec![one.clone()],
    };
    // `name <mail>`
    let ours = maintainers.iter().filter_map(Value::as_str).any(|one| one.split(' ').next() == Some(user));
    Ok(if ours { Name::Ours } else { Name::Foreign })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "an answer that cannot be read fails the test")]
mod tests {
    use super::{Name, whose};

    #[test]
    fn a_name_is_free_ours_or_somebody_elses() {
        assert_eq!(whose(false, "npm error code E404", "ann").unwrap(), Name::Free);
        let answer = r#"{"maintainers": ["bob <b@x>", "ann <a@x>"], "versions": ["0.0.1"]}"#;
        assert_eq!(whose(true, answer, "ann").unwrap(), Name::Ours);
        assert_eq!(whose(true, answer, "an").unwrap(), Name::Foreign);
        assert_eq!(whose(true, r#"{"maintainers": "bob <b@x>"}"#, "ann").unwrap(), Name::Foreign);
        assert_eq!(whose(true, "{}", "ann").unwrap(), Name::Foreign);
    }

    #[test]
    fn a_registry_that_does_not_answer_says_nothing_about_a_name() {
        assert!(whose(false, "npm error code ETIMEDOUT", "ann").is_err());
    }
}
