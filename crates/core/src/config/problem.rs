//! Problems of a configuration, described so that they can be fixed.

use crate::i18n::{Message, Translations};
use crate::json::to_string;
use serde_json::Value;
use std::fmt;

/// The origin of a configuration value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The provider's configuration, written by the platform team.
    App,
    /// The entity's `catalog-info.yaml`.
    Entity,
}

/// An invalid configuration value. Its [`fmt::Display`] implementation writes a sentence for the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The origin of the value.
    pub source: Source,
    /// The full path of the key, like `spec.coder.mode`; empty for the whole configuration.
    pub key: String,
    /// The value found.
    pub found: FoundValue,
    /// The reason why the value is invalid, unless it is obvious.
    pub reason: Option<Message>,
    /// The allowed values.
    pub allowed: Allowed,
}

/// The allowed values of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// A description.
    Message(Message),
    /// A whole number within inclusive bounds.
    Range {
        /// The lower bound.
        low: u32,
        /// The upper bound.
        high: u32,
    },
    /// The known key that was probably meant.
    Key(String),
}

impl From<Message> for Allowed {
    fn from(text: Message) -> Self {
        Self::Message(text)
    }
}

/// The invalid value found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundValue {
    /// A scalar as JSON, shortened.
    Json(String),
    /// A description of a list, an object or a missing value.
    Kind(Message),
    /// An unknown key.
    Key(String),
}

impl ConfigProblem {
    pub(super) fn new(
        source: Source,
        key: impl Into<String>,
        found: Option<&Value>,
        allowed: impl Into<Allowed>,
    ) -> Self {
        Self { source, key: key.into(), found: describe(found), reason: None, allowed: allowed.into() }
    }

    /// Returns the problem with the reason why the value is invalid.
    pub(super) fn because(mut self, reason: Message) -> Self {
        self.reason = Some(reason);
        self
    }

    /// Returns the problem as a sentence in the host's language.
    pub fn message(&self, texts: &Translations) -> String {
        let found = match &self.found {
            FoundValue::Json(found) | FoundValue::Key(found) => found,
            FoundValue::Kind(kind) => texts.get(*kind),
        };
        let key = if self.key.is_empty() { texts.get(Message::TheConfiguration) } else { &self.key };
        let allowed = match &self.allowed {
            Allowed::Message(text) => texts.get(*text).to_owned(),
            Allowed::Range { low, high } => {
                texts.format(Message::AllowedRange, &[("low", &low.to_string()), ("high", &high.to_string())])
            }
            Allowed::Key(key_name) => {
                return texts
                    .format(Message::UnknownKey, &[("place", key), ("key", found), ("known", key_name)]);
            }
        };
        let values = [("key", key), ("found", found), ("allowed", &allowed)];
        match self.reason {
            None => texts.format(Message::ConfigProblem, &values),
            Some(reason) => {
                let [key, found, allowed] = values;
                texts.format(Message::ConfigProblemWhy, &[key, found, ("why", texts.get(reason)), allowed])
            }
        }
    }
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(&Translations::default()))
    }
}

/// Serializes the value as JSON, truncated to a length that suffices to find it in a file.
fn describe(found: Option<&Value>) -> FoundValue {
    const LONGEST: usize = 60;
    let text = match found {
        None => return FoundValue::Kind(Message::FoundMissing),
        Some(Value::Array(_)) => return FoundValue::Kind(Message::FoundList),
        Some(Value::Object(_)) => return FoundValue::Kind(Message::FoundObject),
        Some(simple) => to_string(simple),
    };
    FoundValue::Json(match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    })
}
