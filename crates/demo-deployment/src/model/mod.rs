//! The deployment's data types, without the rules that act on them.

pub mod build;
pub mod notification;
pub mod oauth;
pub mod template;
pub mod workspace;
