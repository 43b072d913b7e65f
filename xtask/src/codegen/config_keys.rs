//! The keys of the configuration, read from `crates/core/src/config/keys.toml`.

use crate::paths;
use anyhow::{Context, Result, ensure};
use coder_core::config::TUNING_KEYS;
use serde::Deserialize;
use std::fs;

/// The path of the definition.
pub const SOURCE: &str = "crates/core/src/config/keys.toml";

/// All keys of the configuration.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfigKeys {
    /// The sections.
    #[serde(rename = "section")]
    pub sections: Vec<ConfigSection>,
    /// The keys, in order.
    #[serde(rename = "key")]
    pub keys: Vec<Key>,
}

/// A section, which has keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfigSection {
    /// The name.
    pub name: String,
    /// Whether a configuration must have it.
    #[serde(default)]
    pub required: bool,
    /// The purpose, in Markdown.
    pub description: Option<String>,
}

/// A key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// The section and the name, or the name alone for a key of the adapter.
    pub path: String,
    /// The type of the value.
    #[serde(rename = "type")]
    pub value: ValueType,
    /// The allowed values of an enumeration.
    #[serde(default)]
    pub values: Vec<String>,
    /// The unit of a number.
    pub unit: Option<Unit>,
    /// The inclusive bounds of a number; of `tuning`, those of the code.
    pub range: Option<[u32; 2]>,
    /// Whether the section must have the key.
    #[serde(default)]
    pub required: bool,
    /// Whether the README of the package lists it.
    #[serde(default)]
    pub featured: bool,
    /// The default: a value, or the path of the key whose value is used; of `tuning`, that of the code.
    pub default: Option<String>,
    /// The meaning, in Markdown.
    pub description: String,
}

/// The type of a value.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueType {
    /// Any text.
    Text,
    /// A URL.
    Url,
    /// A query in Coder's syntax.
    Query,
    /// One of several words.
    Enum,
    /// Texts by name.
    TextMap,
    /// A list of texts.
    TextList,
    /// A whole number within bounds.
    Integer,
}

/// The unit of a number.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Milliseconds.
    Ms,
    /// Hours.
    H,
    /// CSS pixels.
    Px,
}

impl Unit {
    /// Returns the symbol.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Ms => "ms",
            Self::H => "h",
            Self::Px => "px",
        }
    }

    /// Returns the name in the plural.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ms => "Milliseconds",
            Self::H => "Hours",
            Self::Px => "CSS pixels",
        }
    }
}

impl Key {
    /// Adds the range and the default of a key of `tuning`, which the code has.
    fn complete_from_code(&mut self) {
        let code = TUNING_KEYS.iter().find(|key| self.path.strip_prefix("tuning.") == Some(key.name));
        if let Some(key) = code {
            self.range = Some([key.low, key.high]);
            self.default = Some(key.default().to_string());
        }
    }

    /// Returns the name of the section; `None` for a key of the adapter.
    pub fn section(&self) -> Option<&str> {
        self.path.split_once('.').map(|(section, _)| section)
    }

    /// Returns the name without the section.
    pub fn name(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(&self.path)
    }

    /// Returns a sentence or two: the meaning, with the unit and the default.
    pub fn summary(&self) -> String {
        let mut text = self.description.clone();
        if let (Some(unit), Some([low, high])) = (self.unit, self.range) {
            text += &format!(" {}: {low} – {high}.", unit.name());
        }
        if let Some(default) = &self.default {
            text += &format!(" Default: {}.", self.shown(default));
        }
        text
    }

    /// Returns a default as Markdown.
    pub fn shown(&self, default: &str) -> String {
        if self.value == ValueType::Integer { default.to_owned() } else { format!("`{default}`") }
    }
}

impl ConfigKeys {
    /// Reads the definition.
    ///
    /// # Errors
    /// If the file cannot be read, or a key has an unknown section or lacks what its type needs.
    pub fn load() -> Result<Self> {
        let text = fs::read_to_string(paths::root().join(SOURCE)).with_context(|| format!("no {SOURCE}"))?;
        Self::parse(&text).with_context(|| format!("in {SOURCE}"))
    }

    /// Parses the definition.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn parse(text: &str) -> Result<Self> {
        let mut keys: Self = toml::from_str(text)?;
        keys.keys.iter_mut().for_each(Key::complete_from_code);
        for key in &keys.keys {
            if let Some(section) = key.section() {
                ensure!(
                    keys.sections.iter().any(|known| known.name == section),
                    "{} has no section",
                    key.path
                );
            }
            let is_integer = key.value == ValueType::Integer;
            ensure!(
                (key.unit.is_some(), key.range.is_some()) == (is_integer, is_integer),
                "{}: integers, and only they, have unit and range",
                key.path
            );
            ensure!(
                key.values.is_empty() == (key.value != ValueType::Enum),
                "{}: enumerations, and only they, have values",
                key.path
            );
        }
        Ok(keys)
    }

    /// Returns the keys of a section, or of the adapter.
    pub fn of<'a>(&'a self, section: Option<&'a str>) -> impl Iterator<Item = &'a Key> {
        self.keys.iter().filter(move |key| key.section() == section)
    }
}
