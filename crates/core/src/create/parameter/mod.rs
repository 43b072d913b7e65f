//! A template's parameters: what they are, how both of Coder's flows are decoded, and which values are valid.

mod decode;
mod definition;
mod labelled;
mod literal;
mod slider;
mod stray;
mod validate;

pub use decode::RichParameter;
pub use definition::{
    Control, Diagnostic, Monotonic, Parameter, ParameterOption, ResolvedParameters, ValueType,
};
pub use labelled::labelled_values;
pub use literal::{boolean, format_list, parse_list};
pub use validate::ValueError;
