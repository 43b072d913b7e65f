//! Configuration: the platform team's [`AppConfig`], the entity's `spec.coder`, and how the two are merged.
//!
//! Keys and precedence are those of the React plugin, so its users only change an import. An invalid value never
//! blanks a card: it becomes a [`ConfigProblem`] with the key, the value found and the allowed values, and the rest
//! is used.

mod app;
mod entity_spec;
mod incompatible;
mod merge;
mod problem;
mod reader;
mod tuning;
mod unknown;

pub use app::AppConfig;
pub use entity_spec::EntitySpec;
pub use incompatible::{Incompatible, Link};
pub use merge::WorkspacesConfig;
pub use problem::{Allowed, ConfigProblem, FoundValue, Source};
pub use tuning::{TUNING_KEYS, Tuning, TuningKey};

/// The behavior of a creation link in Coder's dashboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The dashboard shows the creation form.
    #[default]
    Manual,
    /// The dashboard creates the workspace after a confirmation.
    Auto,
}

impl Mode {
    /// Returns the name of the mode in the configuration and in creation links.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Auto => "auto",
        }
    }

    fn from_str(text: &str) -> Option<Self> {
        match text {
            "manual" => Some(Self::Manual),
            "auto" => Some(Self::Auto),
            _ => None,
        }
    }
}

/// Template parameters, in the order of the configuration.
pub type Params = Vec<(String, String)>;

/// Replaces a parameter, or appends it if it is new.
fn set(params: &mut Params, key: &str, value: &str) {
    match params.iter_mut().find(|(k, _)| k == key) {
        Some((_, old)) => value.clone_into(old),
        None => params.push((key.to_owned(), value.to_owned())),
    }
}

#[cfg(test)]
mod tests;
