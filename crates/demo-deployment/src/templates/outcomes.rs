//! Templates whose builds fail, or take longer than usual.

use super::base::{BASE_SPEC, template};
use crate::model::template::{BuildOutcome, TemplateSpec};

/// A template whose starts fail in Terraform.
pub const BROKEN: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000004", "broken", "Broken (fails to start)"),
    description: "Its Terraform asks for an image that does not exist.",
    outcome: BuildOutcome::Fails,
    ..BASE_SPEC
};

/// A template whose startup script fails.
pub const HOMESICK: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000005", "homesick", "Homesick (script fails)"),
    description: "Its startup script ends with an error.",
    outcome: BuildOutcome::ScriptFails,
    ..BASE_SPEC
};

/// A template without a provisioner.
pub const LONELY: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000006", "lonely", "Lonely (no provisioner)"),
    description: "No provisioner has its tags.",
    outcome: BuildOutcome::NoProvisioner,
    ..BASE_SPEC
};

/// A template whose agent is lost.
pub const LOST: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000007", "lost", "Lost (agent goes away)"),
    description: "Its agent connects, and is lost.",
    outcome: BuildOutcome::AgentLost,
    ..BASE_SPEC
};

/// A template whose starts take longer than usual, and that only administrators can cancel.
pub const SLOW: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000009", "slow", "Slow (over its usual time)"),
    description: "Takes longer than it ever did, and cannot be canceled by its users.",
    start_seconds: 90.0,
    start_times: Some((20_000, 40_000)),
    allow_cancel: false,
    require_active_version: true,
    ..BASE_SPEC
};
