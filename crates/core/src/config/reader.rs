//! Reading of optional configuration values, with a problem for each that is invalid.

use super::problem::{Allowed, ConfigProblem, Source};
use super::unknown::unknown_keys;
use super::{Mode, Params};
use crate::i18n::Message;
use serde_json::Value;

/// Reads optional values one by one and collects their problems.
pub(super) struct Reader<'a> {
    pub source: Source,
    pub prefix: &'static str,
    pub problems: &'a mut Vec<ConfigProblem>,
}

impl Reader<'_> {
    /// Returns the full path of a key below the prefix.
    pub fn key(&self, key: &str) -> String {
        format!("{}.{key}", self.prefix)
    }

    /// Reports an invalid value.
    pub fn report(&mut self, key: &str, found: Option<&Value>, allowed: impl Into<Allowed>) {
        let key = self.key(key);
        self.problems.push(ConfigProblem::new(self.source, key, found, allowed));
    }

    /// Reports the unknown keys of a section that resemble a known one.
    pub fn unknown_keys(&mut self, section: Option<&Value>, keys: &[&'static str]) {
        if let Some(section) = section {
            unknown_keys(self.source, self.prefix, section, keys, &[], self.problems);
        }
    }

    /// Reads an optional string; an empty one counts as missing.
    pub fn string(&mut self, key: &str, found: Option<&Value>) -> Option<String> {
        match found {
            None => None,
            Some(Value::String(text)) if text.trim().is_empty() => None,
            Some(Value::String(text)) => Some(text.trim().to_owned()),
            other => {
                self.report(key, other, Message::AllowedText);
                None
            }
        }
    }

    /// Reads an optional creation mode.
    pub fn mode(&mut self, key: &str, found: Option<&Value>) -> Option<Mode> {
        let value = found?;
        let mode = value.as_str().and_then(Mode::from_str);
        if mode.is_none() {
            self.report(key, found, Message::AllowedMode);
        }
        mode
    }

    /// Reads `ide` or `dashboard`; whether it is the latter.
    pub fn opens_dashboard(&mut self, key: &str, found: Option<&Value>) -> bool {
        match found.map(Value::as_str) {
            Some(Some("dashboard")) => return true,
            None | Some(Some("ide")) => {}
            Some(_) => self.report(key, found, Message::AllowedOpenDefault),
        }
        false
    }

    /// Reads an optional list of names. Entries that are no text, are empty or do not fit are reported and dropped;
    /// `allowed` describes the list and one name.
    pub fn names(
        &mut self,
        key: &str,
        found: Option<&Value>,
        allowed: [Message; 2],
        fits: fn(&str) -> bool,
    ) -> Vec<String> {
        let Some(value) = found else { return Vec::new() };
        let Some(items) = value.as_array() else {
            self.report(key, found, allowed[0]);
            return Vec::new();
        };
        let mut names = Vec::new();
        for (index, item) in items.iter().enumerate() {
            match item.as_str().map(str::trim) {
                Some(name) if !name.is_empty() && fits(name) => names.push(name.to_owned()),
                _ => self.report(&format!("{key}[{index}]"), Some(item), allowed[1]),
            }
        }
        names
    }

    /// Reads an optional map of strings. Entries of another type are reported and dropped.
    pub fn params(&mut self, key: &str, found: Option<&Value>) -> Params {
        let entries = match found {
            None => return Vec::new(),
            Some(Value::Object(entries)) => entries,
            other => {
                self.report(key, other, Message::AllowedParams);
                return Vec::new();
            }
        };
        let mut params = Vec::new();
        for (name, value) in entries {
            match value {
                Value::String(text) => params.push((name.clone(), text.clone())),
                other => self.report(&format!("{key}.{name}"), Some(other), Message::AllowedParam),
            }
        }
        params
    }
}
