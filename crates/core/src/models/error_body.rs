//! The body of Coder's JSON error responses.

use super::macros::model;

model! {
    /// A JSON error body: `{"message": "…", "detail": "…", "validations": [{"field": "…", "detail": "…"}]}`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ErrorBody {
        /// The main message, always present.
        pub message: String = required,
        /// Further details; empty if there are none.
        pub detail: String = or_default,
        /// The errors of single fields, parameters or search keys.
        pub validations: Vec<FieldError> = readable,
    }
}

model! {
    /// An entry of `validations`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FieldError {
        /// The JSON field, the parameter's name, or the search key (`q` for grammar errors).
        pub field: String = required,
        /// The description of the error.
        pub detail: String = or_default,
    }
}
