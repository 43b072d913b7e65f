//! The targets of app links, by the table of the module `apps`.

use super::context::AppContext;
use super::program::{DesktopUrl, TOKEN_PLACEHOLDER};
use super::web::{path_base, subdomain_url, terminal};
use crate::i18n::Message;
use crate::models::{Agent, App, AppOpenIn};
use crate::url::{encode_segment, is_http_url};

/// The target of an app link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppTarget {
    /// A URL that opens in a new tab or in a small window.
    Url {
        /// The URL.
        href: String,
        /// Whether the URL opens in a small window.
        small: bool,
    },
    /// A desktop program.
    Desktop(DesktopUrl),
    /// No target, and the reason.
    Unavailable(Message),
}

pub(super) fn vs_code(scheme: &str, place: AppContext, agent: &Agent) -> AppTarget {
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
    desktop_program(
        &format!("{scheme}://coder.coder-remote/open?{}&token={TOKEN_PLACEHOLDER}", query.finish()),
        place,
    )
}

fn desktop_program(address: &str, place: AppContext) -> AppTarget {
    DesktopUrl::new(address, [place.access, place.api])
        .map_or(AppTarget::Unavailable(Message::AppAddress), AppTarget::Desktop)
}

pub(super) fn app_target(place: AppContext, agent: &Agent, app: &App) -> AppTarget {
    let small = app.open_in == AppOpenIn::SlimWindow;
    let url = app.url.as_deref().unwrap_or_default().trim();
    if app.external && !url.is_empty() {
        return match is_http_url(url) {
            true => AppTarget::Url { href: url.to_owned(), small },
            false => desktop_program(url, place),
        };
    }
    let slug = encode_segment(&app.slug);
    if app.command.as_deref().is_some_and(|command| !command.is_empty()) {
        return AppTarget::Url { href: format!("{}?app={slug}", terminal(place, agent)), small };
    }
    if app.subdomain {
        return match app.subdomain_name.as_deref() {
            Some(name) => subdomain_url(place, name)
                .map_or_else(AppTarget::Unavailable, |href| AppTarget::Url { href, small }),
            None => AppTarget::Unavailable(Message::AppNoWildcard),
        };
    }
    AppTarget::Url { href: format!("{}/apps/{slug}/", path_base(place, agent)), small }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
    use super::*;
    use crate::apps::app_links;
    use crate::apps::fixture::{access, agent, app, target, web};
    use crate::url::HttpUrl;
    use serde_json::json;

    #[test]
    fn apps_lead_where_the_dashboard_leads() {
        assert_eq!(target(&app(json!({})), ""), web("https://c.example/@al/ws.main/apps/code/"));
        assert_eq!(
            target(&app(json!({"command": "htop"})), ""),
            web("https://c.example/@al/ws.main/terminal?app=code")
        );
        let subdomain = json!({"subdomain": true, "subdomain_name": "code--ws--al"});
        assert_eq!(
            target(&app(subdomain.clone()), "*.apps.example"),
            web("https://code--ws--al.apps.example/")
        );
        assert_eq!(target(&app(subdomain.clone()), "*--x.example"), web("https://code--ws--al--x.example/"));
        assert_eq!(target(&app(subdomain), ""), AppTarget::Unavailable(Message::AppNoWildcard));
        let long = json!({"subdomain": true, "subdomain_name": "x".repeat(64)});
        assert_eq!(target(&app(long), "*.apps.example"), AppTarget::Unavailable(Message::AppNameTooLong));
        let external = json!({"external": true, "url": "https://docs.example/?t=$SESSION_TOKEN"});
        assert_eq!(target(&app(external), ""), web("https://docs.example/?t=$SESSION_TOKEN"));
    }

    #[test]
    fn an_external_app_opens_the_web_a_program_or_nothing() {
        let external = |url: &str| target(&app(json!({"external": true, "url": url})), "");
        assert!(matches!(external("HTTPS://docs.example"), AppTarget::Url { .. }));
        let AppTarget::Desktop(zed) = external("zed://ssh/coder.ws?k=$SESSION_TOKEN") else {
            panic!("no program")
        };
        assert!(!zed.needs_token());
        for url in [
            "javascript:alert('$SESSION_TOKEN')",
            "data:text/html,x",
            "file:///etc",
            "no-scheme",
            "http://",
            "https://a:b@c",
        ] {
            assert_eq!(external(url), AppTarget::Unavailable(Message::AppAddress), "{url}");
        }
    }

    #[test]
    fn a_key_cannot_add_to_the_address_it_stands_in() {
        let url = "cursor://coder.coder-remote/open?token=$SESSION_TOKEN";
        let AppTarget::Desktop(program) = target(&app(json!({"external": true, "url": url})), "") else {
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
        let place = AppContext { access: &access, api: &access, wildcard: "", owner: "al", workspace: "ws" };
        let AppTarget::Desktop(program) = app_links(place, &agent(json!([])))[0].opens.clone() else {
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
        let place = AppContext { access: &access, api: &api, wildcard: "", owner: "al", workspace: "ws" };
        let all = app_links(place, &agent(json!([])));
        let AppTarget::Desktop(program) = &all[0].opens else { panic!("no program") };
        assert!(program.href(None).contains("&url=https%3A%2F%2Fapi.c.internal&"));
        assert!(
            matches!(&all[1].opens, AppTarget::Url { href, .. } if href.starts_with("https://c.example/"))
        );
    }

    #[test]
    fn only_an_external_app_is_opened_at_its_own_address_and_only_at_a_sound_one() {
        let path = web("https://c.example/@al/ws.main/apps/code/");
        assert_eq!(target(&app(json!({"url": "http://localhost:13337"})), ""), path);
        assert_eq!(target(&app(json!({"external": true, "url": " "})), ""), path);
        let with_login = app(json!({"external": true, "url": "https://user:pw@host/"}));
        assert_eq!(target(&with_login, ""), AppTarget::Unavailable(Message::AppAddress));
        let subdomain = |label: String| app(json!({"subdomain": true, "subdomain_name": label}));
        assert_eq!(
            target(&subdomain("x".into()), "apps.example"),
            AppTarget::Unavailable(Message::AppNoWildcard)
        );
        assert_eq!(
            target(&subdomain(String::new()), "*.apps.example"),
            AppTarget::Unavailable(Message::AppNoWildcard)
        );
        let longest = "x".repeat(63);
        assert_eq!(
            target(&subdomain(longest.clone()), "*.a.example"),
            web(&format!("https://{longest}.a.example/"))
        );
    }
}
