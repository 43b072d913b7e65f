//! Templates, and what their versions ask of who creates a workspace.

use crate::json::{Malformed, Object, Read};
use serde_json::Value;

/// `GET /templates/{id}`, and one of `GET /templates`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The template's UUID.
    pub id: String,
    /// The name used in URLs and configuration.
    pub name: String,
    /// The name to show; empty where there is none.
    pub display_name: String,
    /// Markdown.
    pub description: String,
    /// An absolute URL or a path on the deployment; empty for none.
    pub icon: String,
    /// The organization's UUID.
    pub organization_id: String,
    /// The organization's name.
    pub organization_name: String,
    /// The organization's name to show; empty where there is none.
    pub organization_display_name: String,
    /// The version that new workspaces use.
    pub active_version_id: String,
    /// Not to be used any more.
    pub deprecated: bool,
    /// Why, and what to use; empty unless deprecated.
    pub deprecation_message: String,
    /// Its parameters are static: the flow before Coder 2.24.
    pub use_classic_parameter_flow: bool,
    /// Whether users may let their workspaces start by a schedule.
    pub allow_user_autostart: bool,
    /// Whether users may say when their workspaces stop.
    pub allow_user_autostop: bool,
    /// How long its starts take.
    pub start: BuildTime,
    /// How long its stops take.
    pub stop: BuildTime,
    /// How long its deletions take.
    pub delete: BuildTime,
}

impl Template {
    /// What to call the template on screen.
    pub fn label(&self) -> &str {
        if self.display_name.is_empty() { &self.name } else { &self.display_name }
    }

    /// What to call its organization on screen.
    pub fn organization(&self) -> &str {
        if self.organization_display_name.is_empty() {
            &self.organization_name
        } else {
            &self.organization_display_name
        }
    }
}

impl Read for Template {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        let stats = value.get("build_time_stats");
        let time = |key| BuildTime::read(stats.and_then(|s| s.get(key)));
        Ok(Self {
            id: o.required("id")?,
            name: o.required("name")?,
            display_name: o.or_default("display_name")?,
            description: o.or_default("description")?,
            icon: o.or_default("icon")?,
            organization_id: o.or_default("organization_id")?,
            organization_name: o.or_default("organization_name")?,
            organization_display_name: o.or_default("organization_display_name")?,
            active_version_id: o.required("active_version_id")?,
            deprecated: o.or_default("deprecated")?,
            deprecation_message: o.or_default("deprecation_message")?,
            use_classic_parameter_flow: o.or_default("use_classic_parameter_flow")?,
            allow_user_autostart: o.or_default("allow_user_autostart")?,
            allow_user_autostop: o.or_default("allow_user_autostop")?,
            start: time("start"),
            stop: time("stop"),
            delete: time("delete"),
        })
    }
}

/// How long builds of a kind took so far, in milliseconds. On the wire the keys are `P50` and `P95`, whatever the
/// swagger file says, and null where too few were made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BuildTime {
    /// Half of them took at most so long.
    pub p50: Option<u32>,
    /// 95 of 100 took at most so long.
    pub p95: Option<u32>,
}

impl BuildTime {
    fn read(stats: Option<&Value>) -> Self {
        let ms = |key| {
            stats
                .and_then(|s| s.get(key))
                .and_then(Value::as_u64)
                .and_then(|ms| u32::try_from(ms).ok())
                .filter(|ms| *ms > 0)
        };
        Self { p50: ms("P50"), p95: ms("P95") }
    }
}

/// One of `GET /templateversions/{id}/presets`, whose keys are as Go's struct names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The preset's UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for; empty where nobody said.
    pub description: String,
    /// An absolute URL or a path on the deployment; empty for none.
    pub icon: String,
    /// Whether it is chosen unless someone chooses another.
    pub default: bool,
    /// Parameter values it sets, by name.
    pub parameters: Vec<(String, String)>,
}

struct PresetParameter(String, String);

impl Read for PresetParameter {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self(o.required("Name")?, o.required("Value")?))
    }
}

impl Read for Preset {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        let parameters: Vec<PresetParameter> = o.list("Parameters")?;
        Ok(Self {
            id: o.required("ID")?,
            name: o.or_default("Name")?,
            description: o.or_default("Description")?,
            icon: o.or_default("Icon")?,
            default: o.or_default("Default")?,
            parameters: parameters.into_iter().map(|p| (p.0, p.1)).collect(),
        })
    }
}

/// One of `GET /templateversions/{id}/external-auth`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalAuth {
    /// The provider's id.
    pub id: String,
    /// What to call it.
    pub display_name: String,
    /// An absolute URL or a path on the deployment; empty for none.
    pub display_icon: String,
    /// The page on the deployment where one connects.
    pub authenticate_url: String,
    /// Whether one is connected.
    pub authenticated: bool,
    /// Whether a workspace can be created without.
    pub optional: bool,
}

impl ExternalAuth {
    /// What to call the provider on screen.
    pub fn label(&self) -> &str {
        if self.display_name.is_empty() { &self.id } else { &self.display_name }
    }
}

impl Read for ExternalAuth {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self {
            id: o.required("id")?,
            display_name: o.or_default("display_name")?,
            display_icon: o.or_default("display_icon")?,
            authenticate_url: o.or_default("authenticate_url")?,
            authenticated: o.or_default("authenticated")?,
            optional: o.or_default("optional")?,
        })
    }
}

/// A parameter's name and value: of a build, or what a user gave the last time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterValue {
    /// The parameter's name.
    pub name: String,
    /// Its value, as Coder writes it.
    pub value: String,
}

impl Read for ParameterValue {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self { name: o.required("name")?, value: o.required("value")? })
    }
}

/// `GET /organizations/{id}/members/{user}/workspace-quota`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Credits that what the user has costs a day.
    pub credits_consumed: i64,
    /// Credits the user may spend; below zero for no limit.
    pub budget: i64,
}

impl Quota {
    /// Whether nothing is left to spend.
    pub fn is_spent(self) -> bool {
        self.budget >= 0 && self.credits_consumed >= self.budget
    }
}

impl Read for Quota {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self { credits_consumed: o.required("credits_consumed")?, budget: o.required("budget")? })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use serde_json::json;

    #[test]
    fn presets_are_read_by_the_keys_of_gos_struct() {
        let preset = Preset::read(&json!({
            "ID": "p", "Name": "Large", "Default": true, "Parameters": [{"Name": "cpu", "Value": "16"}],
            "DesiredPrebuildInstances": null, "Description": "", "Icon": "/x.png",
        }))
        .unwrap();
        assert_eq!(preset.parameters, [("cpu".to_owned(), "16".to_owned())]);
        assert!(Preset::read(&json!({"ID": "p", "Parameters": null})).unwrap().parameters.is_empty());
    }

    #[test]
    fn build_times_may_be_unknown() {
        let template = |stats: Value| {
            Template::read(
                &json!({"id": "t", "name": "t", "active_version_id": "v", "build_time_stats": stats}),
            )
            .unwrap()
        };
        let known =
            template(json!({"start": {"P50": 1000, "P95": 2000}, "stop": {"P50": null, "P95": null}}));
        assert_eq!(known.start, BuildTime { p50: Some(1000), p95: Some(2000) });
        assert_eq!(known.stop, BuildTime::default());
        assert_eq!(template(Value::Null).start, BuildTime::default());
    }
}
