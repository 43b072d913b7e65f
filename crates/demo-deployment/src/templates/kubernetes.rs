//! The template `kubernetes`: a pod with a parameter of every form control, external authentication and two agents.

use super::base::{BASE_PARAMETER, BASE_SPEC, REGIONS, option};
use crate::model::template::{ExternalAuth, Parameter, Template, TemplateSpec};

/// The fields that workspaces repeat.
pub const TEMPLATE: Template = Template {
    id: "0f6f0f0a-1111-4111-8111-000000000003",
    name: "kubernetes",
    display_name: "Kubernetes (GPU)",
    icon: "",
};

/// The template.
pub const SPEC: TemplateSpec = TemplateSpec {
    template: TEMPLATE,
    description: "A pod with as much of everything as you ask for.",
    parameters: PARAMETERS,
    external_auth: &[
        ExternalAuth { id: "github", display_name: "GitHub", optional: false },
        ExternalAuth { id: "artifactory", display_name: "Artifactory", optional: true },
    ],
    agents: &["main", "gpu"],
    start_seconds: 12.0,
    start_times: Some((12_000, 30_000)),
    daily_cost: 8,
    ..BASE_SPEC
};

const PARAMETERS: &[Parameter] = &[
    Parameter {
        name: "project",
        display_name: "Project code",
        description: "Three letters and three digits, from the cost register.",
        regex: Some((
            "^[a-z]{3}[0-9]{3}$",
            "A project code has three letters and three digits, like abc123.",
        )),
        placeholder: "abc123",
        ..BASE_PARAMETER
    },
    Parameter {
        name: "notes",
        display_name: "Notes",
        description: "",
        form: "textarea",
        default: Some(""),
        ..BASE_PARAMETER
    },
    Parameter {
        name: "memory",
        display_name: "Memory (GiB)",
        description: "",
        kind: "number",
        form: "input",
        default: Some("8"),
        min: Some(2),
        max: Some(64),
        ..BASE_PARAMETER
    },
    Parameter {
        name: "cpu",
        display_name: "CPU cores",
        description: "",
        kind: "number",
        form: "slider",
        default: Some("4"),
        min: Some(1),
        max: Some(32),
        ..BASE_PARAMETER
    },
    Parameter {
        name: "use_gpu",
        display_name: "GPU",
        description: "Attach an accelerator.",
        kind: "bool",
        form: "switch",
        default: Some("false"),
        ..BASE_PARAMETER
    },
    Parameter {
        name: "gpu_type",
        display_name: "GPU model",
        description: "",
        form: "dropdown",
        options: &[
            option("l4", "L4", "Inference", ""),
            option("a100", "A100", "Training", ""),
            option("h100", "H100", "Training, when A100 is not enough", ""),
        ],
        when: Some(("use_gpu", "true")),
        ..BASE_PARAMETER
    },
    Parameter {
        name: "spot",
        display_name: "Spot instance",
        description: "Cheaper; may be taken away.",
        kind: "bool",
        form: "checkbox",
        default: Some("true"),
        ..BASE_PARAMETER
    },
    Parameter {
        name: "zone",
        display_name: "Zone",
        description: "",
        form: "radio",
        default: Some("eu-helsinki"),
        options: REGIONS,
        ..BASE_PARAMETER
    },
    Parameter {
        name: "tools",
        display_name: "Tools",
        description: "Installed on first start.",
        kind: "list(string)",
        form: "multi-select",
        default: Some("[\"git\"]"),
        options: &[
            option("git", "Git", "", ""),
            option("kubectl", "kubectl", "", ""),
            option("terraform", "Terraform", "", ""),
            option("cargo", "Cargo", "", ""),
        ],
        ..BASE_PARAMETER
    },
    Parameter {
        name: "labels",
        display_name: "Labels",
        description: "Any words.",
        kind: "list(string)",
        form: "tag-select",
        default: Some("[]"),
        ..BASE_PARAMETER
    },
    Parameter {
        name: "registry_token",
        display_name: "Registry token",
        description: "For private images.",
        default: Some(""),
        mask: true,
        ..BASE_PARAMETER
    },
];
