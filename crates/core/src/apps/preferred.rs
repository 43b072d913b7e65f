//! The app that a workspace is opened in with one click.

use super::editors::VS_CODE;
use super::link::{AppKind, AppLink};
use super::target::AppTarget;

/// Returns the app to open: the one used last (by its [`AppLink::key`]), or else VS Code, another desktop program, a
/// web app or the terminal, in this order. Apps that cannot be opened at the moment are left out.
pub fn preferred_app<'a>(links: &'a [AppLink], last_used: Option<&str>) -> Option<&'a AppLink> {
    let available = || links.iter().filter(|link| !matches!(link.opens, AppTarget::Unavailable(_)));
    let rank = |link: &&AppLink| match link.kind {
        _ if last_used == Some(link.key().as_str()) => 0,
        AppKind::Editor(editor) if *editor == VS_CODE => 1,
        AppKind::Editor(_) | AppKind::Desktop => 2,
        AppKind::App => 3,
        AppKind::Terminal => 4,
    };
    // The first of equals.
    available().min_by_key(rank)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::apps::fixture::{access, agent};
    use crate::apps::{AppContext, app_links};
    use crate::models::AgentStatus;
    use serde_json::{Value, json};

    fn preferred(display: &[&str], apps: Value, last_used: Option<&str>) -> Option<String> {
        let access = access();
        let place = AppContext { access: &access, api: &access, wildcard: "", owner: "al", workspace: "ws" };
        let mut agent = agent(apps);
        agent.display_apps = display.iter().map(|&name| name.into()).collect();
        preferred_app(&app_links(place, &agent), last_used).map(AppLink::key)
    }

    #[test]
    fn vs_code_comes_first_then_other_programs_then_the_web_then_the_terminal() {
        let web = || json!([{"id": "1", "slug": "code-server"}]);
        let desktop = json!([
            {"id": "1", "slug": "docs"},
            {"id": "2", "slug": "zed", "external": true, "url": "zed://ssh/ws"},
        ]);
        let all = ["web_terminal", "vscode_insiders", "vscode"];
        assert_eq!(preferred(&all, web(), None).as_deref(), Some("vscode"));
        assert_eq!(preferred(&all[..2], web(), None).as_deref(), Some("vscode_insiders"));
        assert_eq!(preferred(&all[..1], desktop, None).as_deref(), Some("app:zed"));
        assert_eq!(preferred(&all[..1], web(), None).as_deref(), Some("app:code-server"));
        assert_eq!(preferred(&all[..1], json!([]), None).as_deref(), Some("web_terminal"));
        assert_eq!(preferred(&[], json!([]), None), None);
    }

    #[test]
    fn the_app_used_last_precedes_where_it_can_be_opened() {
        let apps = json!([
            {"id": "1", "slug": "code-server"},
            {"id": "2", "slug": "site", "subdomain": true, "subdomain_name": "site--ws--al"},
        ]);
        let last = |key| preferred(&["vscode", "web_terminal"], apps.clone(), Some(key));
        assert_eq!(last("web_terminal").as_deref(), Some("web_terminal"));
        assert_eq!(last("app:code-server").as_deref(), Some("app:code-server"));
        assert_eq!(last("app:site").as_deref(), Some("vscode"), "the deployment has no wildcard hostname");
        assert_eq!(last("app:elsewhere").as_deref(), Some("vscode"), "another template’s app");
    }

    #[test]
    fn nothing_is_preferred_while_the_agent_connects() {
        let access = access();
        let place = AppContext { access: &access, api: &access, wildcard: "", owner: "al", workspace: "ws" };
        let mut agent = agent(json!([]));
        agent.status = AgentStatus::Connecting;
        assert_eq!(preferred_app(&app_links(place, &agent), Some("vscode")), None);
    }
}
