//! Creating a workspace: its name, its parameters, the request.
//!
//! The server has the last word on everything here; what it says is put on the fields it names.

mod form;
mod name;
mod parameter;

pub use form::{Form, Obstacles};
pub use name::{NameProblem, check_name, suggest_name};
pub use parameter::{
    Choice, Classic, Control, Diagnostic, Evaluation, Kind, Parameter, ValueProblem, list, list_value,
};
