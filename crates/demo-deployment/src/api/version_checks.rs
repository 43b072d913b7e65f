//! Conditions for a build: a usable template version and a valid license.

use super::response::{Refusal, error};
use crate::model::template::{TemplateSpec, VersionState};
use crate::store::Store;
use axum::http::StatusCode;

/// Checks that workspaces can be built from a template's active version.
pub fn check_buildable(store: &Store, spec: &TemplateSpec) -> Result<(), Refusal> {
    let name = spec.template.name;
    let refused = match store.version_state(spec) {
        VersionState::Importing => Some((
            StatusCode::NOT_ACCEPTABLE,
            "The provided template version is running. Wait for it to complete importing!".to_owned(),
        )),
        VersionState::ImportFailed => Some((
            StatusCode::BAD_REQUEST,
            "The provided template version \"brave_turing1\" has failed to import: \"terraform plan: exit status 1\". You cannot build workspaces with it!".to_owned(),
        )),
        VersionState::Archived => Some((
            StatusCode::INTERNAL_SERVER_ERROR,
            "Archived template versions cannot be used to make a workspace.".to_owned(),
        )),
        VersionState::Deleted => {
            Some((StatusCode::NOT_FOUND, format!("Template \"{name}\" has been deleted!")))
        }
        VersionState::Restricted => {
            Some((StatusCode::FORBIDDEN, format!("Unauthorized access to use the template \"{name}\".")))
        }
        VersionState::Usable if !store.licensed => {
            Some((StatusCode::FORBIDDEN, "Build is not permitted: license expired.".to_owned()))
        }
        VersionState::Usable => None,
    };
    refused.map_or(Ok(()), |(status, message)| Err(Box::new(error(status, &message, "", vec![]))))
}

/// Checks that a version's import has ended, so that its parameters can be read.
pub fn check_imported(store: &Store, spec: &TemplateSpec) -> Result<(), Refusal> {
    if store.version_state(spec) == VersionState::Importing {
        let message = "Template version job has not finished";
        return Err(Box::new(error(StatusCode::TOO_EARLY, message, "", vec![])));
    }
    Ok(())
}
