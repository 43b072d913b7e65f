//! Configuration: the platform team's [`AppConfig`], the entity's `spec.coder`, and how they merge.
//!
//! Keys and precedence are those of the React plugin, so its users change an import and nothing else. A
//! wrong value never blanks a card: it becomes a [`ConfigProblem`] that names the key, what was found and
//! what is allowed, and everything else keeps working.

mod app;
mod entity_spec;
mod incompatible;
mod merge;
mod problem;
mod tuning;
mod unknown;

pub use app::AppConfig;
pub use entity_spec::EntitySpec;
pub use incompatible::{Incompatible, Link};
pub use merge::WorkspacesConfig;
pub use problem::{Allowed, ConfigProblem, Found, Source};
pub use tuning::Tuning;

/// How Coder's dashboard treats a creation link: show the form, or create after a confirmation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Show the form.
    #[default]
    Manual,
    /// Create after a confirmation.
    Auto,
}

impl Mode {
    /// The word in configuration and in creation links.
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

/// Template parameters in the order they were written.
pub type Params = Vec<(String, String)>;

/// Sets a parameter in place, or at the end if it is new.
fn set(params: &mut Params, key: &str, value: &str) {
    match params.iter_mut().find(|(k, _)| k == key) {
        Some((_, old)) => value.clone_into(old),
        None => params.push((key.to_owned(), value.to_owned())),
    }
}

#[cfg(test)]
mod tests;
