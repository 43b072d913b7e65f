//! The template `devcontainers`: a dev container, with the classic parameter flow.

use super::base::{BASE_PARAMETER, BASE_SPEC, REPO, option};
use crate::model::template::{Parameter, Template, TemplateSpec};

/// The fields that workspaces repeat.
pub const TEMPLATE: Template = Template {
    id: "0f6f0f0a-1111-4111-8111-000000000002",
    name: "devcontainers",
    display_name: "",
    icon: "/emojis/1f4e6.png",
};

/// The template.
pub const SPEC: TemplateSpec = TemplateSpec {
    template: TEMPLATE,
    description: "A dev container from a repository's `devcontainer.json`.",
    classic: true,
    parameters: PARAMETERS,
    start_seconds: 10.0,
    ..BASE_SPEC
};

const PARAMETERS: &[Parameter] = &[
    Parameter { default: None, ..REPO },
    Parameter {
        name: "image",
        display_name: "Base image",
        description: "",
        form: "dropdown",
        default: Some("debian"),
        options: &[option("debian", "Debian", "", ""), option("alpine", "Alpine", "Small", "")],
        ..BASE_PARAMETER
    },
    Parameter {
        name: "disk",
        display_name: "Disk (GiB)",
        description: "It can only grow.",
        kind: "number",
        form: "input",
        default: Some("10"),
        min: Some(5),
        max: Some(100),
        monotonic: Some("increasing"),
        ..BASE_PARAMETER
    },
];
