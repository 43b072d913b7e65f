//! Templates whose parameters and presets try what a form makes of them.

use super::{Choice, Details, Organization, PLAIN, Param, Preset, REGIONS, choice, other};

const fn plain(value: &'static str, name: &'static str) -> Choice {
    choice(value, name, "", "")
}

const NUMBER: Param = Param { kind: "number", ..Param::BASE };

const SHARE: Param = Param { name: "share", display_name: "Share of a core", default: Some("0.5"), ..NUMBER };
const FACTOR: Param = Param {
    name: "factor",
    display_name: "Memory factor",
    form: "dropdown",
    default: Some("0.5"),
    options: &[plain("0.5", "Half"), plain("1.5", "One and a half")],
    ..NUMBER
};
const WEIGHT: Param =
    Param { name: "weight", display_name: "Weight", form: "slider", default: Some("0.25"), ..NUMBER };
const CORES: Param =
    Param { name: "cores", display_name: "Cores", default: Some("2"), min: Some(1), ..NUMBER };
const HOURS: Param =
    Param { name: "hours", display_name: "Hours", default: Some("4"), max: Some(8), ..NUMBER };

const ACCEPT: Param = Param {
    name: "accept",
    display_name: "Rules",
    kind: "bool",
    form: "checkbox",
    default: Some("1"),
    label: "I follow the rules of the house",
    ..Param::BASE
};

/// Numbers with decimals, bounds of one side, a truth value written as a digit.
pub const FRACTIONS: Details = Details {
    template: other("0f6f0f0a-1111-4111-8111-000000000014", "fractions", "Fractions (numbers with decimals)"),
    params: &[SHARE, FACTOR, WEIGHT, CORES, HOURS, ACCEPT],
    ..PLAIN
};

/// The same numbers in the classic flow.
pub const FRACTIONS_CLASSIC: Details = Details {
    template: other("0f6f0f0a-1111-4111-8111-000000000015", "fractions-classic", "Fractions (classic)"),
    classic: true,
    params: &[SHARE, FACTOR, WEIGHT, CORES, HOURS],
    ..PLAIN
};

const REGION: Param = Param {
    name: "region",
    display_name: "Region",
    form: "dropdown",
    default: Some("eu-helsinki"),
    options: REGIONS,
    ..Param::BASE
};

/// A default preset from before a region was closed.
pub const MISFIT: Details = Details {
    template: other("0f6f0f0a-1111-4111-8111-000000000016", "misfit", "Misfit (preset that does not fit)"),
    params: &[REGION],
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
    ..PLAIN
};

/// Values that are no options.
pub const STALE: Details = Details {
    template: other("0f6f0f0a-1111-4111-8111-000000000017", "stale", "Stale (values that are no options)"),
    params: &[
        REGION,
        Param {
            name: "tools",
            display_name: "Tools",
            kind: "list(string)",
            form: "multi-select",
            default: Some("[\"git\",\"svn\"]"),
            options: &[plain("git", "Git"), plain("cargo", "Cargo")],
            ..Param::BASE
        },
        Param {
            name: "size",
            display_name: "Size",
            form: "radio",
            default: Some("small"),
            options: &[plain("small", "Small"), plain("large", "Large")],
            ..Param::BASE
        },
        Param {
            name: "zone",
            display_name: "Zone",
            form: "dropdown",
            default: Some("a"),
            options: &[plain("a", "Zone A"), plain("b", "Zone B")],
            disabled: true,
            ..Param::BASE
        },
    ],
    ..PLAIN
};

/// A second organization, which has a template of the same name as the first.
pub const ACME: Organization =
    Organization { id: "9a1b2c3d-4444-4444-8444-000000000002", name: "acme", display_name: "Acme Robotics" };

/// That template.
pub const ACME_DOCKER: Details = Details {
    organization: ACME,
    template: other("0f6f0f0a-1111-4111-8111-000000000021", "docker", "Docker Containers"),
    params: &[CORES],
    ..PLAIN
};
