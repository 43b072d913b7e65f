//! `cargo xtask codegen`: files that repeat a definition in another format.
//!
//! | source | files |
//! |---|---|
//! | `src/element/elements.toml` | `custom-elements.json`, `npm/element/jsx.d.ts`, parts of `docs/elements.md` |
//! | `crates/core/src/config/keys.toml` | `npm/backstage/config.schema.json`, `npm/element/config.d.ts`, parts of `docs/configuration.md` and `npm/backstage/README.md` |
//! | the version in `Cargo.toml` | the version in the `package.json` of each package and in the READMEs that install them |
//! | `crates/core/src/i18n` | `npm/backstage/src/translations/element.*.ts` |
//!
//! A native test compares the files with their sources, and the sources with the Rust code.

mod config_files;
mod config_keys;
mod elements;
mod elements_page;
mod jsx;
mod manifest;
mod markdown;
mod messages;
#[cfg(test)]
mod tests;
mod version;

use crate::{output, paths};
use anyhow::{Context, Result, bail};
use coder_core::i18n::Language;
use config_keys::ConfigKeys;
use elements::Elements;
use std::fs;

const ADAPTER: &str = "npm/backstage/package.json";
const ELEMENT: &str = "npm/element/package.json";
const CORE: &str = "npm/core/package.json";
const BACKEND: &str = "npm/backend/package.json";
const BACKEND_README: &str = "npm/backend/README.md";

#[derive(clap::Args)]
pub struct CodegenArgs {
    /// Compare the files instead of writing them
    #[arg(long)]
    check: bool,
}

/// A generated file: its path in the repository, and its text.
struct GeneratedFile {
    path: &'static str,
    text: String,
}

impl GeneratedFile {
    /// Returns whether the file in the repository has this text.
    fn is_current(&self) -> bool {
        fs::read_to_string(paths::root().join(self.path)).is_ok_and(|text| text == self.text)
    }
}

pub fn run(args: &CodegenArgs) -> Result<()> {
    if args.check {
        return check();
    }
    for file in generated_files()?.iter().filter(|file| !file.is_current()) {
        fs::write(paths::root().join(file.path), &file.text)
            .with_context(|| format!("cannot write {}", file.path))?;
        output::info(&format!("  wrote {}", file.path));
    }
    Ok(())
}

/// Compares the generated files with their sources.
///
/// # Errors
/// If files differ, with their paths.
pub fn check() -> Result<()> {
    let files = generated_files()?;
    let stale: Vec<&str> = files.iter().filter(|file| !file.is_current()).map(|file| file.path).collect();
    if !stale.is_empty() {
        bail!("{} differ from their sources: run `cargo xtask codegen`", stale.join(", "));
    }
    Ok(())
}

fn read(path: &str) -> Result<String> {
    fs::read_to_string(paths::root().join(path)).with_context(|| format!("no {path}"))
}

/// Returns a package.json with the version.
fn with_version(path: &'static str) -> Result<GeneratedFile> {
    Ok(GeneratedFile { path, text: version::manifest(path)? })
}

fn generated_files() -> Result<Vec<GeneratedFile>> {
    let elements = Elements::load()?;
    let keys = ConfigKeys::load()?;
    Ok(vec![
        GeneratedFile { path: "custom-elements.json", text: manifest::manifest(&elements)? },
        GeneratedFile { path: "npm/element/jsx.d.ts", text: jsx::declarations(&elements) },
        GeneratedFile { path: elements_page::PATH, text: elements_page::page(&elements)? },
        GeneratedFile { path: "npm/backstage/config.schema.json", text: config_files::schema(&keys)? },
        GeneratedFile { path: "npm/element/config.d.ts", text: config_files::declarations(&keys) },
        with_version(ADAPTER)?,
        with_version(ELEMENT)?,
        with_version(CORE)?,
        with_version(BACKEND)?,
        GeneratedFile { path: BACKEND_README, text: version::tarballs(&read(BACKEND_README)?) },
        GeneratedFile { path: config_files::PAGE, text: config_files::page(&keys)? },
        GeneratedFile { path: config_files::README, text: version::tarballs(&config_files::readme(&keys)?) },
        GeneratedFile {
            path: "npm/backstage/src/translations/element.en.ts",
            text: messages::module(Language::English, "messages")?,
        },
        GeneratedFile {
            path: "npm/backstage/src/translations/element.de.ts",
            text: messages::module(Language::German, "germanMessages")?,
        },
    ])
}
