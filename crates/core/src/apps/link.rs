//! App links: the apps of an agent, and how each is opened.

use super::context::AppContext;
use super::editors::{EDITORS, Editor};
use super::target::{AppTarget, app_target, vs_code};
use super::web::terminal;
use crate::i18n::Message;
use crate::models::{Agent, AgentLifecycle, AgentStatus, AppHealth, StartupScriptBehavior};

/// A link that opens a workspace in an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppLink {
    /// The kind of app.
    pub kind: AppKind,
    /// The slug of a template's app; empty for built-in apps.
    pub slug: String,
    /// The label, if it differs from [`AppKind::text`]; empty otherwise.
    pub label: String,
    /// The app's icon; empty for none.
    pub icon: String,
    /// The heading under which the app is listed; empty for none.
    pub group: String,
    /// The target that the link opens.
    pub opens: AppTarget,
    /// A note to show next to the link.
    pub note: Option<Message>,
}

/// The kind of app that a link opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AppKind {
    /// A desktop editor that Coder displays.
    Editor(&'static Editor),
    /// A desktop program of the template.
    Desktop,
    /// A terminal in the browser.
    Terminal,
    /// A web app.
    App,
}

impl AppKind {
    /// Returns the name of a built-in app.
    pub fn text(self) -> Option<Message> {
        match self {
            Self::Editor(editor) => Some(editor.name),
            Self::Terminal => Some(Message::OpenTerminal),
            Self::Desktop | Self::App => None,
        }
    }
}

impl AppLink {
    /// Returns the key under which the app is remembered as the one used last: the name in an agent's `display_apps`,
    /// or `app:` and the slug.
    ///
    /// The keys are a stable contract: browsers store them.
    pub fn key(&self) -> String {
        match self.kind {
            AppKind::Editor(editor) => editor.key().to_owned(),
            AppKind::Terminal => TERMINAL.to_owned(),
            AppKind::Desktop | AppKind::App => format!("app:{}", self.slug),
        }
    }
}

/// The terminal's name in an agent's `display_apps`.
const TERMINAL: &str = "web_terminal";

/// Returns the app links of an agent: built-in apps first, then the template's apps in their order.
pub fn app_links(place: AppContext, agent: &Agent) -> Vec<AppLink> {
    let wait = unavailable_reason(agent);
    let if_available = |target: AppTarget| wait.map_or(target, AppTarget::Unavailable);
    let built_in = |kind: AppKind, target: AppTarget| AppLink {
        kind,
        slug: String::new(),
        label: String::new(),
        icon: match kind {
            AppKind::Editor(editor) => editor.icon.to_owned(),
            _ => String::new(),
        },
        group: String::new(),
        opens: if_available(target),
        note: None,
    };
    let is_displayed = |name: &str| agent.display_apps.iter().any(|app| app == name);
    let editors = EDITORS.iter().filter(|editor| is_displayed(editor.display_app));
    let mut links: Vec<_> = editors
        .map(|editor| built_in(AppKind::Editor(editor), vs_code(editor.scheme, place, agent)))
        .collect();
    if is_displayed(TERMINAL) {
        let href = terminal(place, agent);
        links.push(built_in(AppKind::Terminal, AppTarget::Url { href, small: true }));
    }
    for app in agent.apps.iter().filter(|app| !app.hidden) {
        let target = app_target(place, agent, app);
        let kind = match target {
            AppTarget::Desktop(_) => AppKind::Desktop,
            _ => AppKind::App,
        };
        let note = match app.health {
            AppHealth::Unhealthy => Some(Message::AppUnhealthy),
            AppHealth::Initializing => Some(Message::AppInitializing),
            _ => None,
        };
        let label = if app.display_name.is_empty() { &app.slug } else { &app.display_name };
        let opens = match target {
            AppTarget::Unavailable(reason) => AppTarget::Unavailable(reason),
            target => if_available(target),
        };
        links.push(AppLink {
            kind,
            slug: app.slug.clone(),
            label: label.clone(),
            icon: app.icon.clone(),
            group: app.group.clone(),
            opens,
            note,
        });
    }
    links
}

/// Returns the reason why no app of an agent can be opened at the moment.
fn unavailable_reason(agent: &Agent) -> Option<Message> {
    let blocks = agent.startup_script_behavior == StartupScriptBehavior::Blocking;
    match agent.status {
        AgentStatus::Connecting => Some(Message::AgentConnecting),
        AgentStatus::Disconnected | AgentStatus::Timeout => Some(Message::AgentLost),
        _ if blocks && agent.lifecycle_state == AgentLifecycle::Starting => Some(Message::AgentStarting),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
    use super::*;
    use crate::apps::fixture::{access, app, target};
    use serde_json::json;

    #[test]
    fn only_what_the_template_displays_is_there() {
        let access = access();
        let place = AppContext { access: &access, api: &access, wildcard: "", owner: "al", workspace: "ws" };
        let mut agent = app(json!({}));
        let kinds = |agent: &Agent| app_links(place, agent).iter().map(|w| w.kind).collect::<Vec<_>>();
        let [code, insiders] = EDITORS.map(AppKind::Editor);
        assert_eq!(kinds(&agent), [code, AppKind::Terminal, AppKind::App]);
        agent.display_apps = vec!["vscode_insiders".into()];
        assert_eq!(kinds(&agent), [insiders, AppKind::App]);
        assert_eq!(kinds(&app(json!({"hidden": true}))), [code, AppKind::Terminal]);
    }

    #[test]
    fn nothing_opens_before_the_agent_is_there_and_its_script_has_let_go() {
        let reason = |status: &str, lifecycle, behavior| {
            let mut agent = app(json!({}));
            agent.status = AgentStatus::from_wire(status);
            agent.lifecycle_state = lifecycle;
            agent.startup_script_behavior = behavior;
            match target(&agent, "") {
                AppTarget::Unavailable(reason) => Some(reason),
                _ => None,
            }
        };
        use AgentLifecycle as L;
        use StartupScriptBehavior as B;
        assert_eq!(reason("connecting", L::Created, B::NonBlocking), Some(Message::AgentConnecting));
        assert_eq!(reason("disconnected", L::Ready, B::NonBlocking), Some(Message::AgentLost));
        assert_eq!(reason("connected", L::Starting, B::Blocking), Some(Message::AgentStarting));
        assert_eq!(reason("connected", L::Starting, B::NonBlocking), None);
        assert_eq!(reason("connected", L::StartError, B::Blocking), None);
    }

    #[test]
    fn an_app_that_is_unwell_can_be_opened_and_says_so() {
        let agent = app(json!({"health": "unhealthy"}));
        let access = access();
        let place = AppContext { access: &access, api: &access, wildcard: "", owner: "al", workspace: "ws" };
        let link = app_links(place, &agent).pop().unwrap();
        assert_eq!(link.note, Some(Message::AppUnhealthy));
        assert!(matches!(link.opens, AppTarget::Url { .. }));
    }

    #[test]
    fn what_is_built_in_has_a_name_and_an_app_is_what_its_address_says() {
        let [code, insiders] = EDITORS.map(AppKind::Editor);
        let named = [code, insiders, AppKind::Terminal, AppKind::Desktop, AppKind::App];
        let names = [
            Some(Message::OpenVsCode),
            Some(Message::OpenVsCodeInsiders),
            Some(Message::OpenTerminal),
            None,
            None,
        ];
        assert_eq!(named.map(AppKind::text), names);
        let access = access();
        let place = AppContext { access: &access, api: &access, wildcard: "", owner: "al", workspace: "ws" };
        let last = |agent: &Agent| app_links(place, agent).pop().unwrap();
        let editor = app(json!({"external": true, "url": "cursor://open?owner=al"}));
        assert_eq!(last(&editor).kind, AppKind::Desktop);
        let AppTarget::Desktop(program) = last(&editor).opens else { panic!("no program") };
        assert!(!program.needs_token());
        assert_eq!(last(&app(json!({}))).kind, AppKind::App);
        assert_eq!(last(&app(json!({"health": "initializing"}))).note, Some(Message::AppInitializing));
        assert_eq!(last(&app(json!({"health": "healthy"}))).note, None);
        let mut lost = app(json!({"external": true, "url": "javascript:x"}));
        lost.status = AgentStatus::Connecting;
        assert_eq!(
            last(&lost).opens,
            AppTarget::Unavailable(Message::AppAddress),
            "waiting does not mend it"
        );
    }
}
