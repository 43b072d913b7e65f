//! URLs of an agent's pages, apps and ports.

use super::context::AppContext;
use crate::i18n::Message;
use crate::models::Agent;
use crate::url::{encode_segment, is_http_url};

/// The maximum length of a label in a hostname.
const LONGEST_LABEL: usize = 63;

/// Returns the base URL of an agent: `access/@owner/workspace.agent`.
pub(super) fn path_base(place: AppContext, agent: &Agent) -> String {
    let AppContext { access, owner, workspace, .. } = place;
    format!(
        "{access}/@{}/{}.{}",
        encode_segment(owner),
        encode_segment(workspace),
        encode_segment(&agent.name)
    )
}

pub(super) fn terminal(place: AppContext, agent: &Agent) -> String {
    format!("{}/terminal", path_base(place, agent))
}

pub(super) fn subdomain_url(place: AppContext, label: &str) -> Result<String, Message> {
    if !place.wildcard.contains('*') || label.is_empty() {
        return Err(Message::AppNoWildcard);
    }
    if label.len() > LONGEST_LABEL {
        return Err(Message::AppNameTooLong);
    }
    let scheme = if place.access.as_str().starts_with("https:") { "https" } else { "http" };
    let href = format!("{scheme}://{}/", place.wildcard.replacen('*', label, 1));
    if is_http_url(&href) { Ok(href) } else { Err(Message::AppNoWildcard) }
}

/// Returns the URL of a port of an agent.
///
/// # Errors
/// The reason why the port has no URL.
pub fn port_url(place: AppContext, agent: &Agent, port: u16) -> Result<String, Message> {
    subdomain_url(place, &format!("{port}--{}--{}--{}", agent.name, place.workspace, place.owner))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::apps::fixture::{access, agent};
    use serde_json::json;

    #[test]
    fn ports_need_the_wildcard_host() {
        let access = access();
        let agent = agent(json!([]));
        let place =
            |wildcard| AppContext { access: &access, api: &access, wildcard, owner: "al", workspace: "ws" };
        assert_eq!(
            port_url(place("*.a.example"), &agent, 3000).unwrap(),
            "https://3000--main--ws--al.a.example/"
        );
        assert_eq!(port_url(place(""), &agent, 3000), Err(Message::AppNoWildcard));
    }
}
