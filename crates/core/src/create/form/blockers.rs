//! The problems that prevent a form from being sent.

use super::Form;
use crate::create::name::{NameError, validate_name};
use crate::create::parameter::{Parameter, ResolvedParameters};
use crate::models::ExternalAuth;

/// The problems that prevent a form from being sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blockers {
    /// Whether the name is invalid.
    pub name: bool,
    /// The names of the invalid parameters.
    pub parameters: Vec<String>,
    /// Whether the parameters are invalid as a whole.
    pub form: bool,
    /// The ids of the external authentication providers that must be connected first.
    pub auth: Vec<String>,
}

impl Blockers {
    /// Whether there are no problems.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Form {
    /// Returns the violation of Coder's naming rule, if any.
    pub fn name_problem(&self) -> Option<NameError> {
        validate_name(self.name.trim()).err()
    }

    /// Returns the problems that prevent the form from being sent.
    pub fn blockers(&self, evaluation: &ResolvedParameters, auth: &[ExternalAuth]) -> Blockers {
        let wrong = |parameter: &&Parameter| {
            parameter.diagnostics.iter().any(|d| d.is_error)
                || parameter.validate(&self.value(parameter)).is_err()
        };
        Blockers {
            name: self.name_problem().is_some(),
            parameters: evaluation.parameters.iter().filter(wrong).map(|p| p.name.clone()).collect(),
            form: evaluation.diagnostics.iter().any(|d| d.is_error),
            auth: auth.iter().filter(|a| !a.optional && !a.authenticated).map(|a| a.id.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::super::fixture::cpu;
    use super::*;
    use crate::json::FromJson as _;
    use serde_json::json;

    #[test]
    fn everything_in_the_way_is_named() {
        let form = Form::named("-bad");
        let wrong = ResolvedParameters::from_json(&json!({
            "diagnostics": [{"severity": "error", "summary": "no"}],
            "parameters": [cpu("x"), {"name": "ok", "value": {"value": "", "valid": true}},
                {"name": "said", "value": {"value": "v", "valid": true}, "diagnostics": [{"severity": "error"}]}],
        }))
        .unwrap();
        let auth = |id: &str, optional, authenticated| {
            ExternalAuth::from_json(&json!({"id": id, "optional": optional, "authenticated": authenticated}))
                .unwrap()
        };
        let auth = [auth("github", false, false), auth("gitlab", true, false), auth("done", false, true)];
        let obstacles = form.blockers(&wrong, &auth);
        assert!(obstacles.name && obstacles.form);
        assert_eq!(obstacles.parameters, ["cpu", "said"]);
        assert_eq!(obstacles.auth, ["github"]);
        assert!(Form::named("ok").blockers(&ResolvedParameters::default(), &[]).is_empty());
    }
}
