//! How a running workspace is opened: editors, terminal, apps, ports.
//!
//! Coder's own rules for an agent's apps, first match wins:
//!
//! | app | opens |
//! |---|---|
//! | external, `http(s)` | the address as it is: a key never goes to the web |
//! | external, any other scheme | that program, if it may be opened; which may have a key is said in `program` |
//! | with a command | the terminal page with that app |
//! | on a subdomain | `{subdomain_name}` in place of the wildcard host's `*` |
//! | any other | the deployment's path for it |
//!
//! Everything a browser tab opens leads to the deployment's public URL, never through the proxy; a program is told the
//! URL by which programs reach it.

mod program;

pub use program::Program;

use crate::link::{HttpUrl, is_web_link, segment};
use crate::shell;
use crate::text::Text;
use crate::wire::{Agent, AgentLifecycle, AgentStatus, App, AppHealth, AppOpenIn, StartupScriptBehavior};
use program::KEY;

/// The longest label in a host's name.
const LONGEST_LABEL: usize = 63;

/// Whose agent it is, and where.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The deployment's public URL.
    pub access: &'a HttpUrl,
    /// Where programs on the user's machine reach the deployment.
    pub api: &'a HttpUrl,
    /// Like `*.apps.example.com`; empty where the deployment has none.
    pub wildcard: &'a str,
    /// The owner's username.
    pub owner: &'a str,
    /// The workspace's name.
    pub workspace: &'a str,
}

/// A way into a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What it is.
    pub kind: Kind,
    /// What it is called, where that is not [`Kind::text`].
    pub label: String,
    /// The app's icon field; empty for none.
    pub icon: String,
    /// A heading to list it under; empty for none.
    pub group: String,
    /// What opening it does.
    pub opens: Opens,
    /// Something to know before opening it.
    pub note: Option<Text>,
}

/// What a way is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// VS Code on the user's machine.
    VsCode,
    /// Its early edition.
    VsCodeInsiders,
    /// Another editor on the user's machine.
    Editor,
    /// A terminal in the browser.
    Terminal,
    /// An app on the web.
    App,
}

impl Kind {
    /// The name of what is built in.
    pub fn text(self) -> Option<Text> {
        match self {
            Self::VsCode => Some(Text::OpenVsCode),
            Self::VsCodeInsiders => Some(Text::OpenVsCodeInsiders),
            Self::Terminal => Some(Text::OpenTerminal),
            Self::Editor | Self::App => None,
        }
    }
}

/// What opening a way does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opens {
    /// An address in a new tab, or in a small window.
    Web {
        /// The address.
        href: String,
        /// In a small window.
        small: bool,
    },
    /// A program on the user's machine.
    Program(Program),
    /// Nothing, and why.
    Nothing(Text),
}

/// The ways into an agent, built-in ones first, then its apps in the template's order.
pub fn ways(place: Place, agent: &Agent) -> Vec<Way> {
    let wait = not_yet(agent);
    let held = |opens: Opens| wait.map_or(opens, Opens::Nothing);
    let built_in = |kind: Kind, opens: Opens| Way {
        kind,
        label: String::new(),
        icon: String::new(),
        group: String::new(),
        opens: held(opens),
        note: None,
    };
    let shown = |what: &str| agent.display_apps.iter().any(|app| app == what);
    let mut ways = Vec::new();
    if shown("vscode") {
        ways.push(built_in(Kind::VsCode, vs_code("vscode", place, agent)));
    }
    if shown("vscode_insiders") {
        ways.push(built_in(Kind::VsCodeInsiders, vs_code("vscode-insiders", place, agent)));
    }
    if shown("web_terminal") {
        let href = terminal(place, agent);
        ways.push(built_in(Kind::Terminal, Opens::Web { href, small: true }));
    }
    for app in agent.apps.iter().filter(|app| !app.hidden) {
        let opens = app_opens(place, agent, app);
        let kind = match opens {
            Opens::Program(_) => Kind::Editor,
            _ => Kind::App,
        };
        let note = match app.health {
            AppHealth::Unhealthy => Some(Text::AppUnhealthy),
            AppHealth::Initializing => Some(Text::AppInitializing),
            _ => None,
        };
        let label = if app.display_name.is_empty() { &app.slug } else { &app.display_name };
        let opens = match opens {
            Opens::Nothing(why) => Opens::Nothing(why),
            opens => held(opens),
        };
        ways.push(Way {
            kind,
            label: label.clone(),
            icon: app.icon.clone(),
            group: app.group.clone(),
            opens,
            note,
        });
    }
    ways
}

/// Why nothing of an agent's can be opened yet.
fn not_yet(agent: &Agent) -> Option<Text> {
    let blocks = agent.startup_script_behavior == StartupScriptBehavior::Blocking;
    match agent.status {
        AgentStatus::Connecting => Some(Text::AgentConnecting),
        AgentStatus::Disconnected | AgentStatus::Timeout => Some(Text::AgentLost),
        _ if blocks && agent.lifecycle_state == AgentLifecycle::Starting => Some(Text::AgentStarting),
        _ => None,
    }
}

fn vs_code(scheme: &str, place: Place, agent: &Agent) -> Opens {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("owner", place.owner)
        .append_pair("workspace", place.workspace)
        .append_pair("url", place.api.as_str())
        .append_pair("openRecent", "true")
        .append_pair("agent", &agent.name);
    if !agent.expanded_directory.is_empty() {
        query.append_pair("folder", &agent.expanded_directory);
    }
    program(&format!("{scheme}://coder.coder-remote/open?{}&token={KEY}", query.finish()), place)
}

fn program(address: &str, place: Place) -> Opens {
    Program::new(address, [place.access, place.api]).map_or(Opens::Nothing(Text::AppAddress), Opens::Program)
}

/// `access/@owner/workspace.agent`.
fn on_deployment(place: Place, agent: &Agent) -> String {
    let Place { access, owner, workspace, .. } = place;
    format!("{access}/@{}/{}.{}", segment(owner), segment(workspace), segment(&agent.name))
}

fn terminal(place: Place, agent: &Agent) -> String {
    format!("{}/terminal", on_deployment(place, agent))
}

fn app_opens(place: Place, agent: &Agent, app: &App) -> Opens {
    let small = app.open_in == AppOpenIn::SlimWindow;
    let url = app.url.as_deref().unwrap_or_default().trim();
    if app.external && !url.is_empty() {
        return match is_web_link(url) {
            true => Opens::Web { href: url.to_owned(), small },
            false => program(url, place),
        };
    }
    let slug = segment(&app.slug);
    if app.command.as_deref().is_some_and(|command| !command.is_empty()) {
        return Opens::Web { href: format!("{}?app={slug}", terminal(place, agent)), small };
    }
    if app.subdomain {
        return match app.subdomain_name.as_deref() {
            Some(name) => {
                on_wildcard(place, name).map_or_else(Opens::Nothing, |href| Opens::Web { href, small })
            }
            None => Opens::Nothing(Text::AppNoWildcard),
        };
    }
    Opens::Web { href: format!("{}/apps/{slug}/", on_deployment(place, agent)), small }
}

fn on_wildcard(place: Place, label: &str) -> Result<String, Text> {
    if !place.wildcard.contains('*') || label.is_empty() {
        return Err(Text::AppNoWildcard);
    }
    if label.len() > LONGEST_LABEL {
        return Err(Text::AppNameTooLong);
    }
    let scheme = if place.access.as_str().starts_with("https:") { "https" } else { "http" };
    let href = format!("{scheme}://{}/", place.wildcard.replacen('*', label, 1));
    if is_web_link(&href) { Ok(href) } else { Err(Text::AppNoWildcard) }
}

/// Where a port of an agent's is reached.
///
/// # Errors
/// Why it cannot be.
pub fn port(place: Place, agent: &Agent, port: u16) -> Result<String, Text> {
    on_wildcard(place, &format!("{port}--{}--{}--{}", agent.name, place.workspace, place.owner))
}

/// A line for a shell with Coder's command line tool.
pub fn ssh_command(place: Place, agent: &Agent) -> String {
    let target = format!("{}/{}.{}", place.owner, place.workspace, agent.name);
    // A name is never an option.
    let end_of_options = if target.starts_with('-') { "-- " } else { "" };
    format!("coder ssh {end_of_options}{}", shell::quote(&target))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::Read;
    use serde_json::{Value, json};

    fn agent(apps: Value) -> Agent {
        Agent::read(&json!({
            "id": "a", "name": "main", "status": "connected", "lifecycle_state": "ready",
            "startup_script_behavior": "blocking", "expanded_directory": "/home/coder",
            "display_apps": ["vscode", "web_terminal"], "apps": apps,
        }))
        .unwrap()
    }

    fn app(more: Value) -> Agent {
        let mut app = json!({"id": "x", "slug": "code", "display_name": "Code", "open_in": "tab"});
        app.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        agent(json!([app]))
    }

    fn access() -> HttpUrl {
        HttpUrl::parse("https://c.example").unwrap()
    }

    fn opens(agent: &Agent, wildcard: &str) -> Opens {
        let access = access();
        let place = Place { access: &access, api: &access, wildcard, owner: "al", workspace: "ws" };
        ways(place, agent).pop().unwrap().opens
    }

    fn web(href: &str) -> Opens {
        Opens::Web { href: href.to_owned(), small: false }
    }

    #[test]
    fn only_what_the_template_displays_is_there() {
        let access = access();
        let place = Place { access: &access, api: &access, wildcard: "", owner: "al", workspace: "ws" };
        let mut agent = app(json!({}));
        let kinds = |agent: &Agent| ways(place, agent).iter().map(|w| w.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&agent), [Kind::VsCode, Kind::Terminal, Kind::App]);
        agent.display_apps = vec!["vscode_insiders".into()];
        assert_eq!(kinds(&agent), [Kind::VsCodeInsiders, Kind::App]);
        assert_eq!(kinds(&app(json!({"hidden": true}))), [Kind::VsCode, Kind::Terminal]);
    }

    #[test]
    fn apps_lead_where_the_dashboard_leads() {
        assert_eq!(opens(&app(json!({})), ""), web("https://c.example/@al/ws.main/apps/code/"));
        assert_eq!(
            opens(&app(json!({"command": "htop"})), ""),
            web("https://c.example/@al/ws.main/terminal?app=code")
        );
        let subdomain = json!({"subdomain": true, "subdomain_name": "code--ws--al"});
        assert_eq!(
            opens(&app(subdomain.clone()), "*.apps.example"),
            web("https://code--ws--al.apps.example/")
        );
        assert_eq!(opens(&app(subdomain.clone()), "*--x.example"), web("https://code--ws--al--x.example/"));
        assert_eq!(opens(&app(subdomain), ""), Opens::Nothing(Text::AppNoWildcard));
        let long = json!({"subdomain": true, "subdomain_name": "x".repeat(64)});
        assert_eq!(opens(&app(long), "*.apps.example"), Opens::Nothing(Text::AppNameTooLong));
        let external = json!({"external": true, "url": "https://docs.example/?t=$SESSION_TOKEN"});
        assert_eq!(opens(&app(external), ""), web("https://docs.example/?t=$SESSION_TOKEN"));
    }

    #[test]
    fn an_external_app_opens_the_web_a_program_or_nothing() {
        let external = |url: &str| opens(&app(json!({"external": true, "url": url})), "");
        assert!(matches!(external("HTTPS://docs.example"), Opens::Web { .. }));
        let Opens::Program(zed) = external("zed://ssh/coder.ws?k=$SESSION_TOKEN") else {
            panic!("no program")
        };
        assert!(!zed.wants_key());
        for url in [
            "javascript:alert('$SESSION_TOKEN')",
            "data:text/html,x",
            "file:///etc",
            "no-scheme",
            "http://",
            "https://a:b@c",
        ] {
            assert_eq!(external(url), Opens::Nothing(Text::AppAddress), "{url}");
        }
    }

    #[test]
    fn a_key_cannot_add_to_the_address_it_stands_in() {
        let url = "cursor://coder.coder-remote/open?token=$SESSION_TOKEN";
        let Opens::Program(program) = opens(&app(json!({"external": true, "url": url})), "") else {
            panic!("no program")
        };
        assert_eq!(
            program.href(Some("a&owner=eve#b c/%41")),
            "cursor://coder.coder-remote/open?token=a%26owner%3Deve%23b%20c%2F%2541"
        );
    }

    #[test]
    fn vs_code_is_told_everything_it_can_use() {
        let access = access();
        let place = Place { access: &access, api: &access, wildcard: "", owner: "al", workspace: "ws" };
        let Opens::Program(program) = ways(place, &agent(json!([])))[0].opens.clone() else {
            panic!("no program")
        };
        assert_eq!(
            program.href(Some("k")),
            "vscode://coder.coder-remote/open?owner=al&workspace=ws&url=https%3A%2F%2Fc.example&openRecent=true&agent=main&folder=%2Fhome%2Fcoder&token=k"
        );
        assert!(!program.href(None).contains("token"));
    }

    #[test]
    fn a_program_is_told_the_url_of_programs_and_a_tab_opens_that_of_people() {
        let (access, api) = (access(), HttpUrl::parse("https://api.c.internal").unwrap());
        let place = Place { access: &access, api: &api, wildcard: "", owner: "al", workspace: "ws" };
        let all = ways(place, &agent(json!([])));
        let Opens::Program(program) = &all[0].opens else { panic!("no program") };
        assert!(program.href(None).contains("&url=https%3A%2F%2Fapi.c.internal&"));
        assert!(matches!(&all[1].opens, Opens::Web { href, .. } if href.starts_with("https://c.example/")));
    }

    #[test]
    fn nothing_opens_before_the_agent_is_there_and_its_script_has_let_go() {
        let why = |status: &str, lifecycle, behavior| {
            let mut agent = app(json!({}));
            agent.status = AgentStatus::from_wire(status);
            agent.lifecycle_state = lifecycle;
            agent.startup_script_behavior = behavior;
            match opens(&agent, "") {
                Opens::Nothing(why) => Some(why),
                _ => None,
            }
        };
        use AgentLifecycle as L;
        use StartupScriptBehavior as B;
        assert_eq!(why("connecting", L::Created, B::NonBlocking), Some(Text::AgentConnecting));
        assert_eq!(why("disconnected", L::Ready, B::NonBlocking), Some(Text::AgentLost));
        assert_eq!(why("connected", L::Starting, B::Blocking), Some(Text::AgentStarting));
        assert_eq!(why("connected", L::Starting, B::NonBlocking), None);
        assert_eq!(why("connected", L::StartError, B::Blocking), None);
    }

    #[test]
    fn an_app_that_is_unwell_can_be_opened_and_says_so() {
        let agent = app(json!({"health": "unhealthy"}));
        let access = access();
        let place = Place { access: &access, api: &access, wildcard: "", owner: "al", workspace: "ws" };
        let way = ways(place, &agent).pop().unwrap();
        assert_eq!(way.note, Some(Text::AppUnhealthy));
        assert!(matches!(way.opens, Opens::Web { .. }));
    }

    #[test]
    fn ports_need_the_wildcard_host() {
        let access = access();
        let agent = agent(json!([]));
        let place =
            |wildcard| Place { access: &access, api: &access, wildcard, owner: "al", workspace: "ws" };
        assert_eq!(
            port(place("*.a.example"), &agent, 3000).unwrap(),
            "https://3000--main--ws--al.a.example/"
        );
        assert_eq!(port(place(""), &agent, 3000), Err(Text::AppNoWildcard));
        assert_eq!(ssh_command(place(""), &agent), "coder ssh al/ws.main");
    }

    #[test]
    fn what_is_built_in_has_a_name_and_an_app_is_what_its_address_says() {
        let named = [Kind::VsCode, Kind::VsCodeInsiders, Kind::Terminal, Kind::Editor, Kind::App];
        let names =
            [Some(Text::OpenVsCode), Some(Text::OpenVsCodeInsiders), Some(Text::OpenTerminal), None, None];
        assert_eq!(named.map(Kind::text), names);
        let access = access();
        let place = Place { access: &access, api: &access, wildcard: "", owner: "al", workspace: "ws" };
        let last = |agent: &Agent| ways(place, agent).pop().unwrap();
        let editor = app(json!({"external": true, "url": "cursor://open?owner=al"}));
        assert_eq!(last(&editor).kind, Kind::Editor);
        let Opens::Program(program) = last(&editor).opens else { panic!("no program") };
        assert!(!program.wants_key());
        assert_eq!(last(&app(json!({}))).kind, Kind::App);
        assert_eq!(last(&app(json!({"health": "initializing"}))).note, Some(Text::AppInitializing));
        assert_eq!(last(&app(json!({"health": "healthy"}))).note, None);
        let mut lost = app(json!({"external": true, "url": "javascript:x"}));
        lost.status = AgentStatus::Connecting;
        assert_eq!(last(&lost).opens, Opens::Nothing(Text::AppAddress), "waiting does not mend it");
    }

    #[test]
    fn only_an_external_app_is_opened_at_its_own_address_and_only_at_a_sound_one() {
        let path = web("https://c.example/@al/ws.main/apps/code/");
        assert_eq!(opens(&app(json!({"url": "http://localhost:13337"})), ""), path);
        assert_eq!(opens(&app(json!({"external": true, "url": " "})), ""), path);
        let with_login = app(json!({"external": true, "url": "https://user:pw@host/"}));
        assert_eq!(opens(&with_login, ""), Opens::Nothing(Text::AppAddress));
        let subdomain = |label: String| app(json!({"subdomain": true, "subdomain_name": label}));
        assert_eq!(opens(&subdomain("x".into()), "apps.example"), Opens::Nothing(Text::AppNoWildcard));
        assert_eq!(opens(&subdomain(String::new()), "*.apps.example"), Opens::Nothing(Text::AppNoWildcard));
        let longest = "x".repeat(63);
        assert_eq!(
            opens(&subdomain(longest.clone()), "*.a.example"),
            web(&format!("https://{longest}.a.example/"))
        );
    }

    #[test]
    fn a_name_is_one_word_of_the_shell_and_no_option() {
        let access = access();
        let line = |owner: &str, workspace: &str| {
            let place = Place { access: &access, api: &access, wildcard: "", owner, workspace };
            ssh_command(place, &agent(json!([])))
        };
        assert_eq!(line("al", "a;curl x|sh"), "coder ssh 'al/a;curl x|sh.main'");
        assert_eq!(line("-x", "ws"), "coder ssh -- -x/ws.main");
    }
}
