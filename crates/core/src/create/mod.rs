//! Creating a workspace: its name, its parameters, the request.
//!
//! The server has the last word on everything here; what it says is put on the fields it names.

mod form;
mod name;
mod parameter;
mod read;
mod readable;
mod template;
mod value;

pub use form::{Form, Obstacles};
pub use name::{NameProblem, check_name, free_name, name_stem, suggest_name};
pub use parameter::{Choice, Control, Diagnostic, Evaluation, Kind, Monotonic, Parameter};
pub use read::Classic;
pub use readable::Readable;
pub use template::{Found, find, has_several_organizations};
pub use value::{ValueProblem, boolean, list, list_value};
