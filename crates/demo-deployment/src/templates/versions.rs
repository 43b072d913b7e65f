//! Templates that no workspace can be created from.

use super::base::{BASE_SPEC, template};
use crate::model::template::{TemplateSpec, VersionState};

/// A template whose active version is archived.
pub const ARCHIVED: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000011", "archived", "Archived version"),
    version_state: VersionState::Archived,
    ..BASE_SPEC
};

/// A template that was deleted after the list of templates was loaded.
pub const GONE: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000012", "gone", "Gone (deleted meanwhile)"),
    version_state: VersionState::Deleted,
    ..BASE_SPEC
};

/// A template whose active version is still being imported.
pub const IMPORTING: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000013", "importing", "Importing (not ready yet)"),
    version_state: VersionState::Importing,
    ..BASE_SPEC
};

/// A deprecated template.
pub const RETIRED: TemplateSpec = TemplateSpec {
    template: template("0f6f0f0a-1111-4111-8111-000000000008", "retired", "Retired"),
    description: "Nobody should use it any more.",
    deprecated: "Use Docker Containers.",
    ..BASE_SPEC
};
