//! The messages of one host.

use super::de;
use super::interpolate::interpolate;
use super::en::Message;
use std::collections::HashMap;

/// A language of the plugin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, the fallback for all other languages.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// Returns the BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Returns the language for a host's BCP 47 tag, like `de`, `de-AT` or `en-US`.
    pub fn of(tag: &str) -> Self {
        match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "de" => Self::German,
            _ => Self::English,
        }
    }
}

/// The messages of one host: a language and the host's overrides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translations {
    /// The language.
    pub language: Language,
    /// The host's overrides by key. Unknown keys are ignored.
    pub overrides: HashMap<String, String>,
}

impl Translations {
    /// Returns a message: the host's override, else the translation.
    pub fn get(&self, text: Message) -> &str {
        match self.overrides.get(text.key()) {
            Some(own) => own,
            None => match self.language {
                Language::English => text.en(),
                Language::German => de::german(text),
            },
        }
    }

    /// Returns a message with its placeholders filled.
    pub fn format(&self, text: Message, values: &[(&str, &str)]) -> String {
        interpolate(self.get(text), values)
    }
}
