//! What a row of the list says and offers, from a workspace.

mod facts;
mod primary_action;

pub use facts::{RowFact, RowTimes, row_facts};
pub use primary_action::{PrimaryAction, primary_action};
