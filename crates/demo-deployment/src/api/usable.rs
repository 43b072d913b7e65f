//! What may stand between a wish and its build: the template, its version's import, the license.

use super::error;
use crate::catalog::{Details, Unusable};
use crate::state::Data;
use axum::http::StatusCode;
use axum::response::Response;

/// Coder's refusal to build anything of a version, if there is a reason.
pub fn check(data: &Data, details: &Details) -> Result<(), Box<Response>> {
    let name = details.template.name;
    let refused = match data.unusable(details) {
        Some(Unusable::Importing) => Some((
            StatusCode::NOT_ACCEPTABLE,
            "The provided template version is running. Wait for it to complete importing!".to_owned(),
        )),
        Some(Unusable::ImportFailed) => Some((
            StatusCode::BAD_REQUEST,
            "The provided template version \"brave_turing1\" has failed to import: \"terraform plan: exit status 1\". You cannot build workspaces with it!".to_owned(),
        )),
        Some(Unusable::Archived) => Some((
            StatusCode::INTERNAL_SERVER_ERROR,
            "Archived template versions cannot be used to make a workspace.".to_owned(),
        )),
        Some(Unusable::Deleted) => {
            Some((StatusCode::NOT_FOUND, format!("Template \"{name}\" has been deleted!")))
        }
        Some(Unusable::Restricted) => {
            Some((StatusCode::FORBIDDEN, format!("Unauthorized access to use the template \"{name}\".")))
        }
        None if !data.licensed => {
            Some((StatusCode::FORBIDDEN, "Build is not permitted: license expired.".to_owned()))
        }
        None => None,
    };
    refused.map_or(Ok(()), |(status, message)| Err(Box::new(error(status, &message, "", vec![]))))
}

/// Coder's refusal to say what a version asks for while its import runs.
pub fn is_imported(data: &Data, details: &Details) -> Result<(), Box<Response>> {
    if data.unusable(details) == Some(Unusable::Importing) {
        let message = "Template version job has not finished";
        return Err(Box::new(error(StatusCode::TOO_EARLY, message, "", vec![])));
    }
    Ok(())
}
