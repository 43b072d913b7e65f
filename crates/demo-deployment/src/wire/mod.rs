//! Coder's JSON responses, with every field that Coder always sends, in Coder's order.

pub mod agent;
pub mod deployment;
pub mod ids;
pub mod log;
pub mod notification;
pub mod template;
pub mod user;
pub mod workspace;
