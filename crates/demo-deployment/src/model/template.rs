//! Templates with their versions, parameters, presets and simulated behavior.

use serde::Deserialize;

/// An organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Organization {
    pub id: &'static str,
    pub name: &'static str,
    pub display_name: &'static str,
}

/// The default organization; most templates belong to it.
pub const DEFAULT_ORGANIZATION: Organization =
    Organization { id: "9a1b2c3d-4444-4444-8444-000000000001", name: "coder", display_name: "Coder" };

/// The fields of a template that its workspaces repeat.
#[derive(Clone, Debug)]
pub struct Template {
    pub id: &'static str,
    pub name: &'static str,
    pub display_name: &'static str,
    pub icon: &'static str,
}

/// A template with its version, parameters and simulated behavior.
#[derive(Debug)]
pub struct TemplateSpec {
    pub organization: Organization,
    pub template: Template,
    pub description: &'static str,
    /// Deprecation message; empty for a template that is not deprecated.
    pub deprecated: &'static str,
    /// Whether the template uses the classic parameter flow.
    pub classic: bool,
    pub require_active_version: bool,
    pub allow_cancel: bool,
    pub parameters: &'static [Parameter],
    pub presets: &'static [Preset],
    pub external_auth: &'static [ExternalAuth],
    /// Seconds that the provisioner needs for a start.
    pub start_seconds: f64,
    /// Median and 95th percentile of the start times, in milliseconds.
    pub start_times: Option<(i64, i64)>,
    pub outcome: BuildOutcome,
    /// Names of the agents.
    pub agents: &'static [&'static str],
    /// Credits per day.
    pub daily_cost: i64,
    pub version_state: VersionState,
}

/// The outcome of a template's builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildOutcome {
    /// Every build succeeds.
    Succeeds,
    /// A start fails in Terraform.
    Fails,
    /// A start exceeds the user's quota allowance.
    OutOfQuota,
    /// No provisioner has the template's tags, so builds stay pending.
    NoProvisioner,
    /// The startup script ends with an error.
    ScriptFails,
    /// The agent connects, and the connection is lost.
    AgentLost,
}

/// The state of a template's active version: usable, or the reason why no workspace can be built from it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum VersionState {
    /// Workspaces can be built from the version.
    #[serde(skip_deserializing)]
    Usable,
    /// The version's import is still running.
    Importing,
    /// The version's import failed.
    ImportFailed,
    /// The version was archived.
    Archived,
    /// The template was deleted after the list of templates was loaded.
    Deleted,
    /// The user can see the template but may not use it.
    Restricted,
}

/// A template parameter.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    pub name: &'static str,
    pub display_name: &'static str,
    pub description: &'static str,
    /// Type of the value, such as `string`.
    pub kind: &'static str,
    /// Form control, such as `input`.
    pub form: &'static str,
    /// Default value; `None` makes the parameter required.
    pub default: Option<&'static str>,
    pub options: &'static [ParameterOption],
    pub icon: &'static str,
    pub mutable: bool,
    pub ephemeral: bool,
    /// Pattern that the value must match, and the message if it does not.
    pub regex: Option<(&'static str, &'static str)>,
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub monotonic: Option<&'static str>,
    pub placeholder: &'static str,
    /// Whether the form hides the value.
    pub mask: bool,
    pub disabled: bool,
    /// Label beside a checkbox.
    pub label: &'static str,
    /// Name and value of another parameter: the condition under which this one exists.
    pub when: Option<(&'static str, &'static str)>,
}

/// A parameter option.
#[derive(Clone, Copy, Debug)]
pub struct ParameterOption {
    pub value: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    pub icon: &'static str,
}

/// A preset.
#[derive(Debug)]
pub struct Preset {
    pub id: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    pub icon: &'static str,
    pub default: bool,
    /// Parameter names and values.
    pub values: &'static [(&'static str, &'static str)],
}

/// An external authentication that a template needs.
#[derive(Debug)]
pub struct ExternalAuth {
    pub id: &'static str,
    pub display_name: &'static str,
    pub optional: bool,
}
