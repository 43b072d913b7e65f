//! Apps of a running workspace: desktop editors, the terminal, web apps and ports.
//!
//! Follows Coder's dashboard. The first matching row decides how an app is opened:
//!
//! | app | target |
//! |---|---|
//! | external, `http(s)` | the URL as it is; an API key is never inserted into a web URL |
//! | external, any other scheme | the desktop program, by the rules of the module `program` |
//! | with a command | the terminal page with that app |
//! | on a subdomain | `{subdomain_name}` in place of the `*` in the wildcard hostname |
//! | any other | the app's path on the deployment |
//!
//! All URLs that open in a browser tab use the deployment's access URL, never the proxy. Desktop programs get the API
//! URL.

mod context;
mod editors;
#[cfg(test)]
mod fixture;
mod link;
mod preferred;
mod program;
mod ssh;
mod target;
mod web;

pub use context::AppContext;
pub use editors::{Editor, VS_CODE};
pub use link::{AppKind, AppLink, app_links};
pub use preferred::preferred_app;
pub use program::DesktopUrl;
pub use ssh::ssh_command;
pub use target::AppTarget;
pub use web::port_url;
