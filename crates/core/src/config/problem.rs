//! What is wrong with a configuration, told so that it can be mended.

use super::unknown::unknown_keys;
use crate::json::to_text;
use crate::text::{Text, Texts};
use serde_json::Value;
use std::fmt;

/// Where a value was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The provider's configuration, written by the platform team.
    App,
    /// The entity's `catalog-info.yaml`.
    Entity,
}

/// One wrong value. Its [`fmt::Display`] is a sentence for the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// Which of the two places.
    pub source: Source,
    /// The key's full path: `spec.coder.mode`. Empty for the whole configuration.
    pub key: String,
    /// What was found there.
    pub found: Found,
    /// What is wrong with it, where that does not go without saying.
    pub why: Option<Text>,
    /// What is allowed.
    pub allowed: Allowed,
}

/// What is allowed in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// In words.
    Said(Text),
    /// A whole number, both ends included.
    Range {
        /// The smallest.
        low: u32,
        /// The largest.
        high: u32,
    },
    /// Another key, which was probably meant.
    Key(String),
}

impl From<Text> for Allowed {
    fn from(text: Text) -> Self {
        Self::Said(text)
    }
}

/// What was found where something else is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A simple value as JSON, shortened.
    Json(String),
    /// A list, an object or nothing, in words.
    Kind(Text),
    /// A key that is not known.
    Key(String),
}

impl ConfigProblem {
    pub(super) fn new(
        source: Source,
        key: impl Into<String>,
        found: Option<&Value>,
        allowed: impl Into<Allowed>,
    ) -> Self {
        Self { source, key: key.into(), found: describe(found), why: None, allowed: allowed.into() }
    }

    /// The same problem with what is wrong.
    pub(super) fn because(mut self, why: Text) -> Self {
        self.why = Some(why);
        self
    }

    /// The problem in a host's words.
    pub fn say(&self, texts: &Texts) -> String {
        let found = match &self.found {
            Found::Json(found) | Found::Key(found) => found,
            Found::Kind(kind) => texts.get(*kind),
        };
        let key = if self.key.is_empty() { texts.get(Text::TheConfiguration) } else { &self.key };
        let allowed = match &self.allowed {
            Allowed::Said(text) => texts.get(*text).to_owned(),
            Allowed::Range { low, high } => {
                texts.filled(Text::AllowedRange, &[("low", &low.to_string()), ("high", &high.to_string())])
            }
            Allowed::Key(known) => {
                return texts.filled(Text::UnknownKey, &[("place", key), ("key", found), ("known", known)]);
            }
        };
        let values = [("key", key), ("found", found), ("allowed", &allowed)];
        match self.why {
            None => texts.filled(Text::ConfigProblem, &values),
            Some(why) => {
                let [key, found, allowed] = values;
                texts.filled(Text::ConfigProblemWhy, &[key, found, ("why", texts.get(why)), allowed])
            }
        }
    }
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(&Texts::default()))
    }
}

/// The value as JSON, cut where it gets long: enough to find it in a file.
fn describe(found: Option<&Value>) -> Found {
    const LONGEST: usize = 60;
    let text = match found {
        None => return Found::Kind(Text::FoundMissing),
        Some(Value::Array(_)) => return Found::Kind(Text::FoundList),
        Some(Value::Object(_)) => return Found::Kind(Text::FoundObject),
        Some(simple) => to_text(simple),
    };
    Found::Json(match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    })
}

/// Reads optional values one by one and collects what is wrong with them.
pub(super) struct Reader<'a> {
    pub source: Source,
    pub prefix: &'static str,
    pub problems: &'a mut Vec<ConfigProblem>,
}

impl Reader<'_> {
    /// A full key below the prefix.
    pub fn key(&self, key: &str) -> String {
        format!("{}.{key}", self.prefix)
    }

    /// Records a wrong value.
    pub fn wrong(&mut self, key: &str, found: Option<&Value>, allowed: impl Into<Allowed>) {
        let key = self.key(key);
        self.problems.push(ConfigProblem::new(self.source, key, found, allowed));
    }

    /// Records the keys of a section that are near a known one.
    pub fn unknown_keys(&mut self, section: Option<&Value>, known: &[&'static str]) {
        if let Some(section) = section {
            unknown_keys(self.source, self.prefix, section, known, &[], self.problems);
        }
    }

    /// A string that may be missing; an empty one counts as missing.
    pub fn string(&mut self, key: &str, found: Option<&Value>) -> Option<String> {
        match found {
            None => None,
            Some(Value::String(text)) if text.trim().is_empty() => None,
            Some(Value::String(text)) => Some(text.trim().to_owned()),
            other => {
                self.wrong(key, other, Text::AllowedText);
                None
            }
        }
    }

    /// A creation mode that may be missing.
    pub fn mode(&mut self, key: &str, found: Option<&Value>) -> Option<super::Mode> {
        let value = found?;
        let mode = value.as_str().and_then(super::Mode::from_str);
        if mode.is_none() {
            self.wrong(key, found, Text::AllowedMode);
        }
        mode
    }

    /// A map from names to text that may be missing; entries of another type are told and left out.
    pub fn params(&mut self, key: &str, found: Option<&Value>) -> super::Params {
        let entries = match found {
            None => return Vec::new(),
            Some(Value::Object(entries)) => entries,
            other => {
                self.wrong(key, other, Text::AllowedParams);
                return Vec::new();
            }
        };
        let mut params = Vec::new();
        for (name, value) in entries {
            match value {
                Value::String(text) => params.push((name.clone(), text.clone())),
                other => self.wrong(&format!("{key}.{name}"), Some(other), Text::AllowedParam),
            }
        }
        params
    }
}
