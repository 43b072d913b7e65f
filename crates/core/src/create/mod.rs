//! Creation of a workspace: its name, its parameters and the request.
//!
//! Coder has the final say: validation errors in its responses are assigned to the form fields that they name.

#[cfg(test)]
mod fixture;
mod form;
mod name;
mod parameter;
mod readable;
mod template;

pub use form::{Blockers, Form};
pub use name::{NameError, free_name, name_stem, suggest_name, validate_name};
pub use parameter::{
    Control, Diagnostic, Monotonic, Parameter, ParameterOption, ResolvedParameters, RichParameter,
    ValueError, ValueType, boolean, format_list, labelled_values, parse_list,
};
pub use readable::UnmaskedParameters;
pub use template::{TemplateMatch, find, has_several_organizations};
