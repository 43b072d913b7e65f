//! Values that the demo templates share.

use crate::model::template::{
    BuildOutcome, DEFAULT_ORGANIZATION, Parameter, ParameterOption, Template, TemplateSpec, VersionState,
};

/// A template without parameters whose builds succeed; each template sets its own id and names.
pub const BASE_SPEC: TemplateSpec = TemplateSpec {
    organization: DEFAULT_ORGANIZATION,
    template: template("", "", ""),
    description: "",
    deprecated: "",
    classic: false,
    require_active_version: false,
    allow_cancel: true,
    parameters: &[],
    presets: &[],
    external_auth: &[],
    start_seconds: 8.0,
    start_times: Some((8_000, 15_000)),
    outcome: BuildOutcome::Succeeds,
    agents: &["main"],
    daily_cost: 2,
    version_state: VersionState::Usable,
};

/// A text parameter without a default value; each parameter sets its own name.
pub const BASE_PARAMETER: Parameter = Parameter {
    name: "",
    display_name: "",
    description: "",
    kind: "string",
    form: "input",
    default: None,
    options: &[],
    icon: "",
    mutable: true,
    ephemeral: false,
    regex: None,
    min: None,
    max: None,
    monotonic: None,
    placeholder: "",
    mask: false,
    disabled: false,
    label: "",
    when: None,
};

/// The repository that is cloned into a workspace.
pub const REPO: Parameter = Parameter {
    name: "repo_url",
    display_name: "Repository",
    description: "Cloned into the home directory. See [the guide](https://docs.acme.example/repos).",
    default: Some(""),
    placeholder: "https://github.com/acme/payments",
    mutable: false,
    ..BASE_PARAMETER
};

/// The regions, as parameter options.
pub const REGIONS: &[ParameterOption] = &[
    option("eu-helsinki", "Helsinki", "Nearest to most of us", "/emojis/1f1eb-1f1ee.png"),
    option("us-pittsburgh", "Pittsburgh", "", "/emojis/1f1fa-1f1f8.png"),
    option("ap-sydney", "Sydney", "For the night shift", ""),
];

/// Returns a template without an icon.
pub const fn template(id: &'static str, name: &'static str, display_name: &'static str) -> Template {
    Template { id, name, display_name, icon: "" }
}

/// Returns a parameter option.
pub const fn option(
    value: &'static str,
    name: &'static str,
    description: &'static str,
    icon: &'static str,
) -> ParameterOption {
    ParameterOption { value, name, description, icon }
}
