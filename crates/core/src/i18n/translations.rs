//! The messages of one host.

use super::de;
use super::en::Message;
use super::interpolate::interpolate;
use vecmap::VecMap;

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
    overrides: VecMap<String, String>,
    dictionary: Option<Dictionary>,
}

impl Translations {
    /// Creates the messages of a language, with the host's overrides by key. Unknown keys are ignored.
    pub fn new(
        language: Language,
        overrides: impl IntoIterator<Item = (String, String)>,
        dictionary: Dictionary,
    ) -> Self {
        Self { language, overrides: overrides.into_iter().collect(), dictionary: Some(dictionary) }
    }

    /// Returns the language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the host's override of a message, if there is one.
    pub fn overridden(&self, text: Message) -> Option<&str> {
        let key = self.dictionary?.key;
        self.overrides.get(key(text)).map(String::as_str)
    }

    /// Returns a message in the host's language, without its override.
    pub fn translated(&self, text: Message) -> &'static str {
        match (self.language, self.dictionary) {
            (Language::German, Some(Dictionary { german, .. })) => german(text),
            _ => text.en(),
        }
    }

    /// Returns a message: the host's override, else the translation.
    pub fn get(&self, text: Message) -> &str {
        self.overridden(text).unwrap_or_else(|| self.translated(text))
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
