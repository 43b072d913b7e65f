//! Coder's validation errors, assigned to the form fields that they name.

use super::Form;
use crate::create::parameter::Parameter;
use crate::error::{Error, ServerMessage};
use crate::models::FieldError;

impl Form {
    /// Returns Coder's validation error for a form field.
    pub fn server_error(&self, field: &str) -> Option<&str> {
        self.refused.iter().find(|error| error.field == field).map(|error| error.detail.as_str())
    }

    /// Returns Coder's validation errors that belong to no form field.
    pub fn unmatched_errors(&self, parameters: &[Parameter]) -> Vec<&FieldError> {
        let is_field = |field: &str| field == "name" || parameters.iter().any(|p| p.name == field);
        self.refused.iter().filter(|error| !is_field(&error.field)).collect()
    }

    /// Assigns Coder's validation errors to the form fields; `false` if the error names no field.
    pub fn apply_error(&mut self, error: &Error) -> bool {
        match error {
            Error::Validation(message) | Error::Conflict(message) | Error::Forbidden(message) => {
                self.refused = field_errors(message);
                !self.refused.is_empty()
            }
            _ => false,
        }
    }
}

/// Returns the fields that a refusal names. The classic flow names its parameter in the message only.
fn field_errors(message: &ServerMessage) -> Vec<FieldError> {
    if !message.fields.is_empty() {
        return message.fields.clone();
    }
    let named = message.message.strip_prefix("Unable to validate parameter \"");
    let parameter = named.and_then(|rest| rest.split('"').next()).filter(|name| !name.is_empty());
    parameter
        .map(|name| FieldError { field: name.to_owned(), detail: message.detail.clone() })
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{cpu, evaluation};
    use super::*;
    use serde_json::json;

    #[test]
    fn a_refusal_lands_on_its_fields_and_goes_when_they_are_changed() {
        let mut form = Form::named("ws");
        let field = |field: &str| FieldError { field: field.into(), detail: "no".into() };
        let message = ServerMessage {
            fields: vec![field("name"), field("cpu"), field("external_auth")],
            ..ServerMessage::default()
        };
        assert!(form.apply_error(&Error::Conflict(message)));
        assert_eq!(form.server_error("cpu"), Some("no"));
        let parameters = evaluation(json!([cpu("2")])).parameters;
        let elsewhere: Vec<&str> =
            form.unmatched_errors(&parameters).iter().map(|e| e.field.as_str()).collect();
        assert_eq!(elsewhere, ["external_auth"]);
        form.set("cpu", "3");
        assert_eq!(form.server_error("cpu"), None);
        assert!(!form.apply_error(&Error::Timeout));
    }

    #[test]
    fn every_kind_of_refusal_that_can_name_a_field_puts_it_there() {
        let message = || ServerMessage {
            fields: vec![FieldError { field: "cpu".into(), detail: "no".into() }],
            ..ServerMessage::default()
        };
        for error in [Error::Validation(message()), Error::Conflict(message()), Error::Forbidden(message())] {
            let mut form = Form::named("ws");
            assert!(form.apply_error(&error), "{error:?}");
            assert_eq!(form.server_error("cpu"), Some("no"), "{error:?}");
        }
        let mut form = Form::named("ws");
        assert!(!form.apply_error(&Error::Forbidden(ServerMessage::default())), "it is said elsewhere");
    }

    #[test]
    fn the_classic_flow_names_its_parameter_in_the_message() {
        let mut form = Form::named("ws");
        let message = ServerMessage {
            message: "Unable to validate parameter \"disk\"".into(),
            detail: "too small".into(),
            fields: vec![],
        };
        assert!(form.apply_error(&Error::Validation(message)));
        assert_eq!(form.server_error("disk"), Some("too small"));
    }
}
