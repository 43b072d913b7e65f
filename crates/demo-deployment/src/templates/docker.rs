//! The template `docker`: a container on a shared host.

use super::base::{BASE_PARAMETER, BASE_SPEC, REGIONS, REPO};
use crate::model::template::{Parameter, Preset, Template, TemplateSpec};

/// The fields that workspaces repeat.
pub const TEMPLATE: Template = Template {
    id: "0f6f0f0a-1111-4111-8111-000000000001",
    name: "docker",
    display_name: "Docker Containers",
    icon: "/icon/docker.svg",
};

/// The template.
pub const SPEC: TemplateSpec = TemplateSpec {
    template: TEMPLATE,
    description: "A container on a shared host. **The quickest** to start; [more](https://docs.acme.example/docker).",
    parameters: PARAMETERS,
    presets: PRESETS,
    ..BASE_SPEC
};

const PARAMETERS: &[Parameter] = &[
    REPO,
    Parameter {
        name: "region",
        display_name: "Region",
        description: "Where the workspace runs. **It cannot move** later.",
        form: "radio",
        default: Some("eu-helsinki"),
        options: REGIONS,
        mutable: false,
        ..BASE_PARAMETER
    },
    Parameter {
        name: "cpu",
        display_name: "CPU cores",
        description: "More cores cost more credits.",
        kind: "number",
        form: "slider",
        default: Some("2"),
        min: Some(1),
        max: Some(16),
        ..BASE_PARAMETER
    },
];

const PRESETS: &[Preset] = &[
    Preset {
        id: "0e0e0e0e-7777-4777-8777-000000000001",
        name: "Everyday",
        description: "Two cores near you.",
        icon: "/emojis/1f4e6.png",
        default: true,
        values: &[("cpu", "2"), ("region", "eu-helsinki")],
    },
    Preset {
        id: "0e0e0e0e-7777-4777-8777-000000000002",
        name: "Heavy compile",
        description: "All cores, for an afternoon.",
        icon: "",
        default: false,
        values: &[("cpu", "16"), ("region", "us-pittsburgh")],
    },
];
