//! Creation of a workspace: its name, its parameters and the request.
//!
//! Coder has the final say: validation errors in its responses are assigned to the form fields that they name.

#[cfg(test)]
mod fixture;
mod form;
mod literal;
mod name;
mod parameter;
mod read;
mod readable;
mod slider;
mod stray;
mod template;
mod value;

pub use form::{Blockers, Form};
pub use literal::{boolean, format_list, parse_list};
pub use name::{NameError, free_name, name_stem, suggest_name, validate_name};
pub use parameter::{
    Control, Diagnostic, Monotonic, Parameter, ParameterOption, ResolvedParameters, ValueType,
};
pub use read::RichParameter;
pub use readable::UnmaskedParameters;
pub use template::{Found, find, has_several_organizations};
pub use value::ValueError;
