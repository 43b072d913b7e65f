//! Templates with unusual parameters and presets, as edge cases for the creation form.

use super::base::{BASE_PARAMETER, BASE_SPEC, REGIONS, option, template};
use crate::model::template::{Organization, Parameter, ParameterOption, Preset, TemplateSpec};

/// A template with an ephemeral parameter.
pub const ASKS: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000010", "asks", "Asks (before each start)"),
    description: "Has a parameter that holds for one start only.",
    parameters: ASKS_PARAMETERS,
    ..BASE_SPEC
};

const ASKS_PARAMETERS: &[Parameter] = &[Parameter {
    name: "debug_build",
    display_name: "Rebuild from scratch",
    description: "Throws the image cache away, for this start only.",
    kind: "bool",
    form: "switch",
    default: Some("false"),
    ephemeral: true,
    ..BASE_PARAMETER
}];

const fn plain(value: &'static str, name: &'static str) -> ParameterOption {
    option(value, name, "", "")
}

const NUMBER: Parameter = Parameter { kind: "number", ..BASE_PARAMETER };

const SHARE: Parameter =
    Parameter { name: "share", display_name: "Share of a core", default: Some("0.5"), ..NUMBER };
const FACTOR: Parameter = Parameter {
    name: "factor",
    display_name: "Memory factor",
    form: "dropdown",
    default: Some("0.5"),
    options: &[plain("0.5", "Half"), plain("1.5", "One and a half")],
    ..NUMBER
};
const WEIGHT: Parameter =
    Parameter { name: "weight", display_name: "Weight", form: "slider", default: Some("0.25"), ..NUMBER };
const CORES: Parameter =
    Parameter { name: "cores", display_name: "Cores", default: Some("2"), min: Some(1), ..NUMBER };
const HOURS: Parameter =
    Parameter { name: "hours", display_name: "Hours", default: Some("4"), max: Some(8), ..NUMBER };

const ACCEPT: Parameter = Parameter {
    name: "accept",
    display_name: "Rules",
    kind: "bool",
    form: "checkbox",
    default: Some("1"),
    label: "I follow the rules of the house",
    ..BASE_PARAMETER
};

/// A template with decimal numbers, one-sided bounds, and a boolean whose default is `1`.
pub const FRACTIONS: TemplateSpec = TemplateSpec {
    template: template(
        "0f6f0f0a-1111-4111-8111-000000000014",
        "fractions",
        "Fractions (numbers with decimals)",
    ),
    parameters: &[SHARE, FACTOR, WEIGHT, CORES, HOURS, ACCEPT],
    ..BASE_SPEC
};

/// The same numbers in the classic flow.
pub const FRACTIONS_CLASSIC: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000015", "fractions-classic", "Fractions (classic)"),
    classic: true,
    parameters: &[SHARE, FACTOR, WEIGHT, CORES, HOURS],
    ..BASE_SPEC
};

const REGION: Parameter = Parameter {
    name: "region",
    display_name: "Region",
    form: "dropdown",
    default: Some("eu-helsinki"),
    options: REGIONS,
    ..BASE_PARAMETER
};

/// A template whose default preset names a region that is no longer an option.
pub const MISFIT: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000016", "misfit", "Misfit (preset that does not fit)"),
    parameters: &[REGION],
    presets: &[
        Preset {
            id: "0e0e0e0e-7777-4777-8777-000000000003",
            name: "Last year",
            description: "Made before the region was closed.",
            icon: "",
            default: true,
            values: &[("region", "moon-base")],
        },
        Preset {
            id: "0e0e0e0e-7777-4777-8777-000000000004",
            name: "This year",
            description: "",
            icon: "",
            default: false,
            values: &[("region", "ap-sydney")],
        },
    ],
    ..BASE_SPEC
};

/// A template with a default value that is not among its options.
pub const STALE: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000017", "stale", "Stale (values that are no options)"),
    parameters: &[
        REGION,
        Parameter {
            name: "tools",
            display_name: "Tools",
            kind: "list(string)",
            form: "multi-select",
            default: Some("[\"git\",\"svn\"]"),
            options: &[plain("git", "Git"), plain("cargo", "Cargo")],
            ..BASE_PARAMETER
        },
        Parameter {
            name: "size",
            display_name: "Size",
            form: "radio",
            default: Some("small"),
            options: &[plain("small", "Small"), plain("large", "Large")],
            ..BASE_PARAMETER
        },
        Parameter {
            name: "zone",
            display_name: "Zone",
            form: "dropdown",
            default: Some("a"),
            options: &[plain("a", "Zone A"), plain("b", "Zone B")],
            disabled: true,
            ..BASE_PARAMETER
        },
    ],
    ..BASE_SPEC
};

/// A second organization, with a template of the same name as one of the first organization.
pub const ACME: Organization =
    Organization { id: "9a1b2c3d-4444-4444-8444-000000000002", name: "acme", display_name: "Acme Robotics" };

/// The `docker` template of the second organization.
pub const ACME_DOCKER: TemplateSpec = TemplateSpec {
    organization: ACME,
    template: template("0f6f0f0a-1111-4111-8111-000000000021", "docker", "Docker Containers"),
    parameters: &[CORES],
    ..BASE_SPEC
};
