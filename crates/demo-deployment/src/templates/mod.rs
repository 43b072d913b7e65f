//! The demo templates.

mod base;
pub mod devcontainers;
pub mod docker;
mod edge_cases;
pub mod kubernetes;
mod outcomes;
mod versions;

use crate::model::template::{DEFAULT_ORGANIZATION, TemplateSpec};

/// Stands in for a template whose id is unknown.
const UNKNOWN: TemplateSpec = TemplateSpec { template: docker::TEMPLATE, ..base::BASE_SPEC };

/// All templates, sorted by name.
pub const ALL: &[TemplateSpec] = &[
    edge_cases::ASKS,
    versions::ARCHIVED,
    outcomes::BROKEN,
    devcontainers::SPEC,
    docker::SPEC,
    edge_cases::ACME_DOCKER,
    edge_cases::FRACTIONS,
    edge_cases::FRACTIONS_CLASSIC,
    versions::GONE,
    outcomes::HOMESICK,
    versions::IMPORTING,
    kubernetes::SPEC,
    outcomes::LONELY,
    outcomes::LOST,
    edge_cases::MISFIT,
    versions::RETIRED,
    outcomes::SLOW,
    edge_cases::STALE,
];

/// Returns the template with this id, or [`UNKNOWN`].
pub fn by_id(id: &str) -> &'static TemplateSpec {
    ALL.iter().find(|d| d.template.id == id).unwrap_or(&UNKNOWN)
}

/// Finds a template by organization and name, ignoring case.
pub fn by_organization_and_name(organization: &str, name: &str) -> Option<&'static TemplateSpec> {
    let is_in = |d: &&TemplateSpec| {
        let of = d.organization;
        organization == of.id
            || organization.eq_ignore_ascii_case(of.name)
            || (organization == "default" && of == DEFAULT_ORGANIZATION)
    };
    ALL.iter().filter(is_in).find(|d| d.template.name.eq_ignore_ascii_case(name))
}

/// Finds a template by name, ignoring case.
pub fn by_name(name: &str) -> Option<&'static TemplateSpec> {
    ALL.iter().find(|d| d.template.name.eq_ignore_ascii_case(name))
}

/// Returns the template of a version, and whether the version is active.
pub fn by_version(version: &str) -> Option<(&'static TemplateSpec, bool)> {
    ALL.iter().find_map(|d| match version {
        v if v == active_version(d.template.id) => Some((d, true)),
        v if v == previous_version(d.template.id) => Some((d, false)),
        _ => None,
    })
}

/// Returns the id of a template's active version.
pub fn active_version(template: &str) -> String {
    format!("1a1a1a1a{}", &template[8..])
}

/// Returns the id of a template's previous version.
pub fn previous_version(template: &str) -> String {
    format!("09090909{}", &template[8..])
}
