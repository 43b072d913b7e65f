//! `cargo xtask publish`: publishes the packages to the npm registry, if their names are unclaimed or owned by
//! the npm user.
//!
//! The check protects adopters: the README's `yarn add` installs from the owner of the name.

use crate::package::{PACKAGES, packages};
use crate::{npm, output, paths};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::path::Path;

#[derive(clap::Args)]
pub struct PublishArgs {
    /// Publish; without this flag, run everything except the publication
    #[arg(long)]
    yes: bool,
}

/// The owner of a name in the registry.
#[derive(Debug, PartialEq)]
enum Name {
    Free,
    Ours,
    Foreign,
}

/// Builds the packages, checks their names, and publishes them.
///
/// # Errors
/// If another user owns a name, the version exists already, or the registry is unreachable.
pub fn run(args: &PublishArgs) -> Result<()> {
    let user = user(args)?;
    for dir in PACKAGES {
        let manifest = npm::manifest(dir)?;
        let (name, version) = (text(&manifest, "name")?, text(&manifest, "version")?);
        let (exists, response) = run_npm(&["view", name, "--json", "maintainers", "versions"])?;
        match owner(exists, &response, &user)? {
            Name::Foreign => bail!(
                "{name} belongs to another user of the registry: do not publish, and warn the readers of the READMEs"
            ),
            Name::Free => output::info(&format!("  {name}: the name is free")),
            Name::Ours => {
                ensure!(
                    !response.contains(&format!("\"{version}\"")),
                    "{name} {version} is published already"
                );
                output::info(&format!("  {name}: ours"));
            }
        }
    }
    for tarball in packages()?.all() {
        let mut publish = npm::npm(&paths::root());
        publish.args(["publish", "--access", "public"]).arg(tarball);
        if !args.yes {
            publish.arg("--dry-run");
        }
        let name = tarball.file_name().unwrap_or_default().to_string_lossy().into_owned();
        output::run_with_progress(
            &format!("publishing {name}"),
            &mut publish,
            &paths::scratch()?.join("publish.log"),
        )?;
    }
    if !args.yes {
        output::info("  nothing was published: `cargo xtask publish --yes` does");
    }
    Ok(())
}

/// Returns the npm user; empty if there is none, which is enough to check free names and to pack.
fn user(args: &PublishArgs) -> Result<String> {
    let (is_signed_in, response) = run_npm(&["whoami"])?;
    ensure!(is_signed_in || !args.yes, "npm does not know you: run `npm login` first.\n{response}");
    if !is_signed_in {
        output::info("  not signed in to npm: a name that is taken counts as another user's");
    }
    Ok(if is_signed_in { response.trim().to_owned() } else { String::new() })
}

fn text<'a>(manifest: &'a Value, key: &str) -> Result<&'a str> {
    manifest[key].as_str().with_context(|| format!("a package without {key}"))
}

/// Runs npm; returns whether it succeeded, and its output.
fn run_npm(args: &[&str]) -> Result<(bool, String)> {
    let output = npm::npm(Path::new(&paths::root())).args(args).output().context("cannot start npm")?;
    let bytes = if output.status.success() { output.stdout } else { [output.stdout, output.stderr].concat() };
    Ok((output.status.success(), String::from_utf8_lossy(&bytes).into_owned()))
}

/// Determines the owner of a name from the output of `npm view`.
fn owner(exists: bool, response: &str, user: &str) -> Result<Name> {
    if !exists {
        ensure!(response.contains("E404"), "the registry does not say whose the name is:\n{response}");
        return Ok(Name::Free);
    }
    let response: Value = serde_json::from_str(response).context("npm view told no JSON")?;
    let maintainers = match &response["maintainers"] {
        Value::Array(all) => all.clone(),
        one => vec![one.clone()],
    };
    // The format is `name <mail>`.
    let ours = maintainers.iter().filter_map(Value::as_str).any(|one| one.split(' ').next() == Some(user));
    Ok(if ours && !user.is_empty() { Name::Ours } else { Name::Foreign })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "an answer that cannot be read fails the test")]
mod tests {
    use super::{Name, owner};

    #[test]
    fn a_name_is_free_ours_or_somebody_elses() {
        assert_eq!(owner(false, "npm error code E404", "ann").unwrap(), Name::Free);
        let response = r#"{"maintainers": ["bob <b@x>", "ann <a@x>"], "versions": ["0.0.1"]}"#;
        assert_eq!(owner(true, response, "ann").unwrap(), Name::Ours);
        assert_eq!(owner(true, response, "an").unwrap(), Name::Foreign);
        assert_eq!(owner(true, r#"{"maintainers": "bob <b@x>"}"#, "ann").unwrap(), Name::Foreign);
        assert_eq!(owner(true, "{}", "ann").unwrap(), Name::Foreign);
        assert_eq!(owner(true, r#"{"maintainers": ""}"#, "").unwrap(), Name::Foreign);
    }

    #[test]
    fn a_registry_that_does_not_answer_says_nothing_about_a_name() {
        assert!(owner(false, "npm error code ETIMEDOUT", "ann").is_err());
    }
}
