//! The messages of one host.

use super::de;
use super::en::Message;
use super::interpolate::interpolate;
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

/// Everything about messages that English without overrides does not need. A page may load it later than the rest.
#[derive(Clone, Copy, Debug)]
pub struct Dictionary {
    german: fn(Message) -> &'static str,
    key: fn(Message) -> &'static str,
}

impl Dictionary {
    /// The dictionary.
    pub const FULL: Self = Self { german: de::german, key: Message::key };
}

/// The messages of one host: a language and the host's overrides. By default, English without overrides.
#[derive(Clone, Debug, Default)]
pub struct Translations {
    language: Language,
    overrides: HashMap<String, String>,
    dictionary: Option<Dictionary>,
}

impl Translations {
    /// Creates the messages of a language, with the host's overrides by key. Unknown keys are ignored.
    pub fn new(language: Language, overrides: HashMap<String, String>, dictionary: Dictionary) -> Self {
        Self { language, overrides, dictionary: Some(dictionary) }
    }

    /// Returns the language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns a message: the host's override, else the translation.
    pub fn get(&self, text: Message) -> &str {
        let Some(Dictionary { german, key }) = self.dictionary else { return text.en() };
        match self.overrides.get(key(text)) {
            Some(own) => own,
            None => match self.language {
                Language::English => text.en(),
                Language::German => german(text),
            },
        }
    }

    /// Returns a message with its placeholders filled.
    pub fn format(&self, text: Message, values: &[(&str, &str)]) -> String {
        interpolate(self.get(text), values)
    }
}

impl PartialEq for Translations {
    fn eq(&self, other: &Self) -> bool {
        // There is one dictionary, and without it every message is the English one.
        self.language == other.language && self.overrides == other.overrides
    }
}
