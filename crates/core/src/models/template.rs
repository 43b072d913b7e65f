//! Templates, and the inputs that their versions require for a new workspace.

use super::macros::model;
use crate::json::{DecodeError, Object};
use serde_json::Value;

model! {
    /// A template, from `GET /templates/{id}` and `GET /templates`.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Template {
        /// The template's UUID.
        pub id: String = required,
        /// The template's name in URLs and configuration.
        pub name: String = required,
        /// The display name; empty if there is none.
        pub display_name: String = or_default,
        /// The description, in Markdown.
        pub description: String = or_default,
        /// The icon: an absolute URL or a path on the deployment; empty if there is none.
        pub icon: String = or_default,
        /// The organization's UUID.
        pub organization_id: String = or_default,
        /// The organization's name.
        pub organization_name: String = or_default,
        /// The organization's display name; empty if there is none.
        pub organization_display_name: String = or_default,
        /// The UUID of the version that new workspaces use.
        pub active_version_id: String = required,
        /// Whether the template is deprecated and must not be used for new workspaces.
        pub deprecated: bool = or_default,
        /// Whether the template has rich parameters, as all templates had before Coder 2.24.
        pub use_classic_parameter_flow: bool = or_default,
        /// Whether users may set an autostart schedule.
        pub allow_user_autostart: bool = or_default,
        /// Whether users may set when their workspaces stop.
        pub allow_user_autostop: bool = or_default,
        /// The duration of start builds.
        pub start: BuildTimeStats = by(build_time_stats("start"), "build_time_stats"),
        /// The duration of stop builds.
        pub stop: BuildTimeStats = by(build_time_stats("stop"), "build_time_stats"),
        /// The duration of delete builds.
        pub delete: BuildTimeStats = by(build_time_stats("delete"), "build_time_stats"),
    }
}

impl Template {
    /// Returns the template's label: its display name or, if empty, its name.
    pub fn label(&self) -> &str {
        if self.display_name.is_empty() { &self.name } else { &self.display_name }
    }

    /// Returns the label of the template's organization: its display name or, if empty, its name.
    pub fn organization(&self) -> &str {
        if self.organization_display_name.is_empty() {
            &self.organization_name
        } else {
            &self.organization_display_name
        }
    }
}

model! {
    /// A version of a template, from `GET /templateversions/{id}`.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct TemplateVersion {
        /// The version's name.
        pub name: String = or_default,
        /// The message that the author gave for the version; empty if there is none.
        pub message: String = or_default,
    }
}

/// Statistics of the duration of builds with one transition, in milliseconds.
///
/// The JSON keys are `P50` and `P95`, contrary to Coder's OpenAPI file. They are null if there were too few builds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BuildTimeStats {
    /// The median.
    pub p50: Option<u32>,
    /// The 95th percentile.
    pub p95: Option<u32>,
}

/// Decodes the statistics of one transition; whatever cannot be decoded is unknown.
fn build_time_stats(template: Object, transition: &str) -> Result<BuildTimeStats, DecodeError> {
    let stats = template.get("build_time_stats").and_then(|stats| stats.get(transition));
    let ms = |key| {
        stats
            .and_then(|s| s.get(key))
            .and_then(Value::as_u64)
            .and_then(|ms| u32::try_from(ms).ok())
            .filter(|ms| *ms > 0)
    };
    Ok(BuildTimeStats { p50: ms("P50"), p95: ms("P95") })
}

model! {
    /// A preset from `GET /templateversions/{id}/presets`, whose keys are the names of Go's struct fields.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Preset {
        /// The parameter values that the preset sets, as pairs of name and value.
        pub parameters: Vec<(String, String)> = by(preset_parameters, "Parameters"; PresetParameter),
        /// The preset's UUID.
        pub id: String = required("ID"),
        /// The preset's name.
        pub name: String = or_default("Name"),
        /// The description; empty if there is none.
        pub description: String = or_default("Description"),
        /// The icon: an absolute URL or a path on the deployment; empty if there is none.
        pub icon: String = or_default("Icon"),
        /// Whether the preset is selected by default.
        pub default: bool = or_default("Default"),
    }
}

model! {
    struct PresetParameter {
        name: String = required("Name"),
        value: String = required("Value"),
    }
}

fn preset_parameters(preset: Object) -> Result<Vec<(String, String)>, DecodeError> {
    let parameters: Vec<PresetParameter> = preset.list("Parameters")?;
    Ok(parameters.into_iter().map(|p| (p.name, p.value)).collect())
}

model! {
    /// An external authentication of a template version, from `GET /templateversions/{id}/external-auth`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ExternalAuth {
        /// The provider's ID.
        pub id: String = required,
        /// The provider's display name; empty if there is none.
        pub display_name: String = or_default,
        /// The URL of the deployment's page for linking an account with the provider.
        pub authenticate_url: String = or_default,
        /// Whether the user has linked an account with the provider.
        pub authenticated: bool = or_default,
        /// Whether a workspace can be created without a linked account.
        pub optional: bool = or_default,
    }
}

impl ExternalAuth {
    /// Returns the provider's label: its display name or, if empty, its ID.
    pub fn label(&self) -> &str {
        if self.display_name.is_empty() { &self.id } else { &self.display_name }
    }
}

model! {
    /// A parameter's name and value, from a build or from the user's previous input.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ParameterValue {
        /// The parameter's name.
        pub name: String = required,
        /// The parameter's value, in Coder's string form.
        pub value: String = required,
    }
}

model! {
    /// A user's quota, from `GET /organizations/{id}/members/{user}/workspace-quota`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Quota {
        /// The credits per day that the user's workspaces cost.
        pub credits_consumed: i64 = required,
        /// The quota allowance in credits; negative for no limit.
        pub budget: i64 = required,
    }
}

impl Quota {
    /// Whether the quota allowance is used up.
    pub fn is_spent(self) -> bool {
        self.budget >= 0 && self.credits_consumed >= self.budget
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::FromJson as _;
    use serde_json::json;

    #[test]
    fn presets_are_read_by_the_keys_of_gos_struct() {
        let preset = Preset::from_json(&json!({
            "ID": "p", "Name": "Large", "Default": true, "Parameters": [{"Name": "cpu", "Value": "16"}],
            "DesiredPrebuildInstances": null, "Description": "", "Icon": "/x.png",
        }))
        .unwrap();
        assert_eq!(preset.parameters, [("cpu".to_owned(), "16".to_owned())]);
        assert!(Preset::from_json(&json!({"ID": "p", "Parameters": null})).unwrap().parameters.is_empty());
    }

    #[test]
    fn build_times_may_be_unknown() {
        let template = |stats: Value| {
            Template::from_json(
                &json!({"id": "t", "name": "t", "active_version_id": "v", "build_time_stats": stats}),
            )
            .unwrap()
        };
        let full = template(json!({"start": {"P50": 1000, "P95": 2000}, "stop": {"P50": null, "P95": null}}));
        assert_eq!(full.start, BuildTimeStats { p50: Some(1000), p95: Some(2000) });
        assert_eq!(full.stop, BuildTimeStats::default());
        assert_eq!(template(Value::Null).start, BuildTimeStats::default());
    }

    #[test]
    fn a_quota_is_spent_from_its_budget_on_and_a_negative_budget_is_no_limit() {
        let is_spent = |credits_consumed, budget| Quota { credits_consumed, budget }.is_spent();
        assert_eq!((is_spent(9, 10), is_spent(10, 10), is_spent(11, 10)), (false, true, true));
        assert_eq!((is_spent(0, 0), is_spent(1, 0)), (true, true), "no credits at all");
        assert_eq!((is_spent(-1, -1), is_spent(0, -1), is_spent(1_000, -1)), (false, false, false));
    }
}
