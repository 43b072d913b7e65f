//! Creating a workspace: its name, its parameters, the request.
//!
//! The server has the last word on everything here; what it says is put on the fields it names.

mod name;

pub use name::{NameProblem, check_name, suggest_name};
