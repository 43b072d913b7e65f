//! The workspace and the deployment of an agent.

use crate::url::HttpUrl;

/// The workspace and deployment that an agent belongs to.
#[derive(Clone, Copy, Debug)]
pub struct AppContext<'a> {
    /// The deployment's access URL.
    pub access: &'a HttpUrl,
    /// The URL at which desktop programs reach the deployment.
    pub api: &'a HttpUrl,
    /// The wildcard hostname, like `*.apps.example.com`; empty if the deployment has none.
    pub wildcard: &'a str,
    /// The owner's username.
    pub owner: &'a str,
    /// The workspace's name.
    pub workspace: &'a str,
}
