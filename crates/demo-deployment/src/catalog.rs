//! The templates: what they ask for, what they take, what comes of them.

mod odd;

use crate::seed::{DEVCONTAINERS, DOCKER, KUBERNETES};
use crate::state::Template;
use serde::Deserialize;

/// What comes of a template's builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They succeed.
    Succeeds,
    /// A start fails in Terraform.
    Fails,
    /// A start is over the user's quota.
    OutOfQuota,
    /// No provisioner has the template's tags.
    NoProvisioner,
    /// The startup script ends with an error.
    ScriptFails,
    /// The agent connects, and is lost.
    AgentLost,
}

/// Why a template's active version cannot be used.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Unusable {
    /// Its import still runs.
    Importing,
    /// Its import has failed.
    ImportFailed,
    /// It was archived.
    Archived,
    /// Its template was deleted while somebody looked at it.
    Deleted,
    /// The user sees its template and may not use it.
    Restricted,
}

/// Whose templates are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Organization {
    pub id: &'static str,
    pub name: &'static str,
    pub display_name: &'static str,
}

/// The default organization, whose most templates are.
pub const DEFAULT: Organization =
    Organization { id: "9a1b2c3d-4444-4444-8444-000000000001", name: "coder", display_name: "Coder" };

/// A template with all its particulars.
#[derive(Debug)]
pub struct Details {
    pub organization: Organization,
    pub template: Template,
    pub description: &'static str,
    pub deprecated: &'static str,
    pub classic: bool,
    pub require_active_version: bool,
    pub allow_cancel: bool,
    pub params: &'static [Param],
    pub presets: &'static [Preset],
    pub auth: &'static [Auth],
    /// Seconds a start takes.
    pub run: f64,
    /// Milliseconds that half of all starts, and 95 of 100, take.
    pub stats: Option<(i64, i64)>,
    pub fate: Fate,
    pub agents: &'static [&'static str],
    /// Credits a day.
    pub cost: i64,
    pub unusable: Option<Unusable>,
}

/// A parameter.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    pub name: &'static str,
    pub display_name: &'static str,
    pub description: &'static str,
    pub kind: &'static str,
    pub form: &'static str,
    /// None for a required one.
    pub default: Option<&'static str>,
    pub options: &'static [Choice],
    pub icon: &'static str,
    pub mutable: bool,
    pub ephemeral: bool,
    pub regex: Option<(&'static str, &'static str)>,
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub monotonic: Option<&'static str>,
    pub placeholder: &'static str,
    pub mask: bool,
    pub disabled: bool,
    /// What stands beside a checkbox.
    pub label: &'static str,
    /// There only while another parameter has this value.
    pub when: Option<(&'static str, &'static str)>,
}

impl Param {
    const BASE: Self = Self {
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
}

/// One of a parameter's values.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    pub value: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    pub icon: &'static str,
}

const fn choice(
    value: &'static str,
    name: &'static str,
    description: &'static str,
    icon: &'static str,
) -> Choice {
    Choice { value, name, description, icon }
}

/// A preset.
#[derive(Debug)]
pub struct Preset {
    pub id: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    pub icon: &'static str,
    pub default: bool,
    pub values: &'static [(&'static str, &'static str)],
}

/// An external authentication.
#[derive(Debug)]
pub struct Auth {
    pub id: &'static str,
    pub display_name: &'static str,
    pub optional: bool,
}

const REPO: Param = Param {
    name: "repo_url",
    display_name: "Repository",
    description: "Cloned into the home directory. See [the guide](https://docs.acme.example/repos).",
    default: Some(""),
    placeholder: "https://github.com/acme/payments",
    mutable: false,
    ..Param::BASE
};

const REGIONS: &[Choice] = &[
    choice("eu-helsinki", "Helsinki", "Nearest to most of us", "/emojis/1f1eb-1f1ee.png"),
    choice("us-pittsburgh", "Pittsburgh", "", "/emojis/1f1fa-1f1f8.png"),
    choice("ap-sydney", "Sydney", "For the night shift", ""),
];

const DOCKER_PARAMS: &[Param] = &[
    REPO,
    Param {
        name: "region",
        display_name: "Region",
        description: "Where the workspace runs. **It cannot move** later.",
        form: "radio",
        default: Some("eu-helsinki"),
        options: REGIONS,
        mutable: false,
        ..Param::BASE
    },
    Param {
        name: "cpu",
        display_name: "CPU cores",
        description: "More cores cost more credits.",
        kind: "number",
        form: "slider",
        default: Some("2"),
        min: Some(1),
        max: Some(16),
        ..Param::BASE
    },
];

const ASKS_PARAMS: &[Param] = &[Param {
    name: "debug_build",
    display_name: "Rebuild from scratch",
    description: "Throws the image cache away, for this start only.",
    kind: "bool",
    form: "switch",
    default: Some("false"),
    ephemeral: true,
    ..Param::BASE
}];

const DEVCONTAINERS_PARAMS: &[Param] = &[
    Param { default: None, ..REPO },
    Param {
        name: "image",
        display_name: "Base image",
        description: "",
        form: "dropdown",
        default: Some("debian"),
        options: &[choice("debian", "Debian", "", ""), choice("alpine", "Alpine", "Small", "")],
        ..Param::BASE
    },
    Param {
        name: "disk",
        display_name: "Disk (GiB)",
        description: "It can only grow.",
        kind: "number",
        form: "input",
        default: Some("10"),
        min: Some(5),
        max: Some(100),
        monotonic: Some("increasing"),
        ..Param::BASE
    },
];

const KUBERNETES_PARAMS: &[Param] = &[
    Param {
        name: "project",
        display_name: "Project code",
        description: "Three letters and three digits, from the cost register.",
        regex: Some((
            "^[a-z]{3}[0-9]{3}$",
            "A project code has three letters and three digits, like abc123.",
        )),
        placeholder: "abc123",
        ..Param::BASE
    },
    Param {
        name: "notes",
        display_name: "Notes",
        description: "",
        form: "textarea",
        default: Some(""),
        ..Param::BASE
    },
    Param {
        name: "memory",
        display_name: "Memory (GiB)",
        description: "",
        kind: "number",
        form: "input",
        default: Some("8"),
        min: Some(2),
        max: Some(64),
        ..Param::BASE
    },
    Param {
        name: "cpu",
        display_name: "CPU cores",
        description: "",
        kind: "number",
        form: "slider",
        default: Some("4"),
        min: Some(1),
        max: Some(32),
        ..Param::BASE
    },
    Param {
        name: "use_gpu",
        display_name: "GPU",
        description: "Attach an accelerator.",
        kind: "bool",
        form: "switch",
        default: Some("false"),
        ..Param::BASE
    },
    Param {
        name: "gpu_type",
        display_name: "GPU model",
        description: "",
        form: "dropdown",
        options: &[
            choice("l4", "L4", "Inference", ""),
            choice("a100", "A100", "Training", ""),
            choice("h100", "H100", "Training, when A100 is not enough", ""),
        ],
        when: Some(("use_gpu", "true")),
        ..Param::BASE
    },
    Param {
        name: "spot",
        display_name: "Spot instance",
        description: "Cheaper; may be taken away.",
        kind: "bool",
        form: "checkbox",
        default: Some("true"),
        ..Param::BASE
    },
    Param {
        name: "zone",
        display_name: "Zone",
        description: "",
        form: "radio",
        default: Some("eu-helsinki"),
        options: REGIONS,
        ..Param::BASE
    },
    Param {
        name: "tools",
        display_name: "Tools",
        description: "Installed on first start.",
        kind: "list(string)",
        form: "multi-select",
        default: Some("[\"git\"]"),
        options: &[
            choice("git", "Git", "", ""),
            choice("kubectl", "kubectl", "", ""),
            choice("terraform", "Terraform", "", ""),
            choice("cargo", "Cargo", "", ""),
        ],
        ..Param::BASE
    },
    Param {
        name: "labels",
        display_name: "Labels",
        description: "Any words.",
        kind: "list(string)",
        form: "tag-select",
        default: Some("[]"),
        ..Param::BASE
    },
    Param {
        name: "registry_token",
        display_name: "Registry token",
        description: "For private images.",
        default: Some(""),
        mask: true,
        ..Param::BASE
    },
];

const DOCKER_PRESETS: &[Preset] = &[
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

const fn other(n: &'static str, name: &'static str, display_name: &'static str) -> Template {
    Template { id: n, name, display_name, icon: "" }
}

const PLAIN: Details = Details {
    organization: DEFAULT,
    template: DOCKER,
    description: "",
    deprecated: "",
    classic: false,
    require_active_version: false,
    allow_cancel: true,
    params: &[],
    presets: &[],
    auth: &[],
    run: 8.0,
    stats: Some((8_000, 15_000)),
    fate: Fate::Succeeds,
    agents: &["main"],
    cost: 2,
    unusable: None,
};

/// All templates, by name.
pub const ALL: &[Details] = &[
    Details {
        template: other("0f6f0f0a-1111-4111-8111-000000000010", "asks", "Asks (before each start)"),
        description: "Has a parameter that holds for one start only.",
        params: ASKS_PARAMS,
        ..PLAIN
    },
    Details {
        template: other("0f6f0f0a-1111-4111-8111-000000000011", "archived", "Archived version"),
        unusable: Some(Unusable::Archived),
        ..PLAIN
    },
    Details {
        template: other("0f6f0f0a-1111-4111-8111-000000000004", "broken", "Broken (fails to start)"),
        description: "Its Terraform asks for an image that does not exist.",
        fate: Fate::Fails,
        ..PLAIN
    },
    Details {
        template: DEVCONTAINERS,
        description: "A dev container from a repository's `devcontainer.json`.",
        classic: true,
        params: DEVCONTAINERS_PARAMS,
        run: 10.0,
        ..PLAIN
    },
    Details {
        template: DOCKER,
        description: "A container on a shared host. **The quickest** to start; [more](https://docs.acme.example/docker).",
        params: DOCKER_PARAMS,
        presets: DOCKER_PRESETS,
        ..PLAIN
    },
    odd::ACME_DOCKER,
    odd::FRACTIONS,
    odd::FRACTIONS_CLASSIC,
    Details {
        template: other("0f6f0f0a-1111-4111-8111-000000000012", "gone", "Gone (deleted meanwhile)"),
        unusable: Some(Unusable::Deleted),
        ..PLAIN
    },
    Details {
        template: other("0f6f0f0a-1111-4111-8111-000000000005", "homesick", "Homesick (script fails)"),
        description: "Its startup script ends with an error.",
        fate: Fate::ScriptFails,
        ..PLAIN
    },
    Details {
        template: other("0f6f0f0a-1111-4111-8111-000000000013", "importing", "Importing (not ready yet)"),
        unusable: Some(Unusable::Importing),
        ..PLAIN
    },
    Details {
        template: KUBERNETES,
        description: "A pod with as much of everything as you ask for.",
        params: KUBERNETES_PARAMS,
        auth: &[
            Auth { id: "github", display_name: "GitHub", optional: false },
            Auth { id: "artifactory", display_name: "Artifactory", optional: true },
        ],
        agents: &["main", "gpu"],
        run: 12.0,
        stats: Some((12_000, 30_000)),
        cost: 8,
        ..PLAIN
    },
    Details {
        template: other("0f6f0f0a-1111-4111-8111-000000000006", "lonely", "Lonely (no provisioner)"),
        description: "No provisioner has its tags.",
        fate: Fate::NoProvisioner,
        ..PLAIN
    },
    Details {
        template: other("0f6f0f0a-1111-4111-8111-000000000007", "lost", "Lost (agent goes away)"),
        description: "Its agent connects, and is lost.",
        fate: Fate::AgentLost,
        ..PLAIN
    },
    odd::MISFIT,
    Details {
        template: other("0f6f0f0a-1111-4111-8111-000000000008", "retired", "Retired"),
        description: "Nobody should use it any more.",
        deprecated: "Use Docker Containers.",
        ..PLAIN
    },
    Details {
        template: other("0f6f0f0a-1111-4111-8111-000000000009", "slow", "Slow (over its usual time)"),
        description: "Takes longer than it ever did, and cannot be canceled by its users.",
        run: 90.0,
        stats: Some((20_000, 40_000)),
        allow_cancel: false,
        require_active_version: true,
        ..PLAIN
    },
    odd::STALE,
];

/// A template by its id; every workspace is of one.
pub fn details(id: &str) -> &'static Details {
    ALL.iter().find(|d| d.template.id == id).unwrap_or(&PLAIN)
}

/// A template by its organization and name, whatever their case.
pub fn named_in(organization: &str, name: &str) -> Option<&'static Details> {
    let is_in = |d: &&Details| {
        let of = d.organization;
        organization == of.id
            || organization.eq_ignore_ascii_case(of.name)
            || (organization == "default" && of == DEFAULT)
    };
    ALL.iter().filter(is_in).find(|d| d.template.name.eq_ignore_ascii_case(name))
}

/// A template by its name, whatever its case.
pub fn named(name: &str) -> Option<&'static Details> {
    ALL.iter().find(|d| d.template.name.eq_ignore_ascii_case(name))
}

/// The template of a version, and whether it is the active one.
pub fn of_version(version: &str) -> Option<(&'static Details, bool)> {
    ALL.iter().find_map(|d| match version {
        v if v == active_version(d.template.id) => Some((d, true)),
        v if v == old_version(d.template.id) => Some((d, false)),
        _ => None,
    })
}

/// The id of a template's active version.
pub fn active_version(template: &str) -> String {
    format!("1a1a1a1a{}", &template[8..])
}

/// The id of the version before.
pub fn old_version(template: &str) -> String {
    format!("09090909{}", &template[8..])
}
