//! The body of every JSON error of Coder's API.

use crate::json::{Malformed, Object, Read};
use serde_json::Value;

/// `{"message": "…", "detail": "…", "validations": [{"field": "…", "detail": "…"}]}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorBody {
    /// Always there.
    pub message: String,
    /// More to say; empty if there is nothing.
    pub detail: String,
    /// What is wrong with which field, parameter or search key.
    pub validations: Vec<FieldError>,
}

/// One entry of `validations`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The JSON field, the parameter's name, or the search key (`q` for grammar errors).
    pub field: String,
    /// What is wrong with it.
    pub detail: String,
}

impl Read for FieldError {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self { field: o.required("field")?, detail: o.or_default("detail")? })
    }
}

impl Read for ErrorBody {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self {
            message: o.required("message")?,
            detail: o.or_default("detail")?,
            validations: o.readable("validations")?,
        })
    }
}
