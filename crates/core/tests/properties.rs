//! Properties that hold for any input: external data never causes a panic, normalization is idempotent, requests
//! match Coder's grammar, and sessions and delays stay within their bounds.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed assumption fails the test")]

use coder_core::config::Tuning;
use coder_core::create::{Form, suggest_name, validate_name};
use coder_core::error::{Error, explain};
use coder_core::json::{FromJson, parse};
use coder_core::models::{
    Agent, Build, ErrorBody, ListeningPorts, LogLine, PageReader, Preset, Quota, Regions, Template, User,
    Workspace, WorkspacesPage,
};
use coder_core::polling::{LONGEST_MS, LONGEST_WAIT_MS, Next, Pace, Poll, PollState};
use coder_core::session::{Credential, Session, SessionEffect, SessionEvent, SessionState};
use coder_core::url::HttpUrl;
use coder_core::{
    AppConfig, Entity, RepoUrl, SessionToken, WorkspacesConfig, actions, ansi, entity_query, icon, log,
    search,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Generates arbitrary JSON with a mix of known and unknown keys.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..6)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,24}",
        Just("https://github.com/acme/payments".to_owned()),
        Just("__proto__".to_owned()),
        Just("javascript:alert(1)".to_owned()),
        Just("2026-01-02T03:04:05Z".to_owned()),
        Just("running".to_owned()),
        Just("\u{1b}[31mred".to_owned()),
    ]
}

fn key() -> impl Strategy<Value = String> {
    let known = [
        "id",
        "name",
        "status",
        "latest_build",
        "job",
        "resources",
        "agents",
        "apps",
        "workspaces",
        "count",
        "spec",
        "coder",
        "metadata",
        "annotations",
        "params",
        "mode",
        "templateName",
        "deployment",
        "accessUrl",
        "tuning",
        "repoUrlParamKeys",
        "message",
        "validations",
        "error",
        "health",
        "__proto__",
        "constructor",
    ];
    prop_oneof![3 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => "[a-z_]{1,8}"]
}

fn workspace() -> Value {
    json!({
        "id": "w", "name": "payments", "owner_name": "alice", "template_name": "docker", "template_id": "t",
        "latest_build": {
            "id": "b", "status": "running", "transition": "start", "job": {"status": "succeeded"},
            "resources": [{"agents": [{"id": "a", "name": "main", "status": "connected", "apps": []}]}]
        }
    })
}

/// Replaces one part of a value.
fn spoiled(value: Value, steps: &[usize], by: Value) -> Value {
    let Some((step, rest)) = steps.split_first() else { return by };
    match value {
        Value::Object(mut map) if !map.is_empty() => {
            let key = map.keys().nth(step % map.len()).cloned().unwrap_or_default();
            let inner = map.get(&key).cloned().unwrap_or_default();
            map.insert(key, spoiled(inner, rest, by));
            Value::Object(map)
        }
        Value::Array(mut items) if !items.is_empty() => {
            let index = step % items.len();
            items[index] = spoiled(items[index].take(), rest, by);
            Value::Array(items)
        }
        _ => by,
    }
}

fn reads_without_panicking(value: &Value) {
    let _ = Agent::from_json(value);
    let _ = Build::from_json(value);
    let _ = ErrorBody::from_json(value);
    let _ = LogLine::from_json(value);
    let _ = ListeningPorts::from_json(value);
    let _ = Preset::from_json(value);
    let _ = Quota::from_json(value);
    let _ = Regions::from_json(value);
    let _ = Template::from_json(value);
    let _ = User::from_json(value);
    let _ = WorkspacesPage::from_json(value);
    if let Ok(workspace) = Workspace::from_json(value) {
        let viewer = User::from_json(&json!({"id": "u", "username": "alice"})).unwrap();
        let _ = coder_core::status::status_display(&workspace);
        let _ = coder_core::status::badges(&workspace);
        let _ = actions::available_actions(&workspace, actions::Permissions::from_role(&workspace, &viewer));
        let _ = coder_core::diagnosis::diagnosis(&workspace);
    }
}

fn event() -> impl Strategy<Value = SessionEvent> {
    let token = || SessionToken::parse("demodemo01-coderbackstagedemo0001").unwrap();
    let credential = move || prop_oneof![Just(Credential::Host), Just(Credential::Token(token()))];
    let user = || User::from_json(&json!({"id": "u", "username": "alice"})).unwrap();
    let result = prop_oneof![
        Just(Ok(user())),
        Just(Err(Error::Unauthorized(String::new()))),
        Just(Err(Error::Timeout)),
        Just(Err(Error::Offline)),
        Just(Err(Error::HostSignedOut)),
        Just(Err(Error::HostHasNoToken)),
    ];
    prop_oneof![
        prop::option::of(credential()).prop_map(SessionEvent::Started),
        credential().prop_map(SessionEvent::Entered),
        Just(SessionEvent::HostSignedOut),
        (0_u32..6, result).prop_map(|(attempt, result)| SessionEvent::Checked { attempt, result }),
        (0_u32..6).prop_map(|attempt| SessionEvent::GracePeriodElapsed { attempt }),
        Just(SessionEvent::Rejected),
        Just(SessionEvent::RecheckDue),
        Just(SessionEvent::Unlinked),
        prop::option::of(Just(token())).prop_map(SessionEvent::StorageChanged),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_configuration_and_entity_merge_without_panicking(app in any_json(), entity in any_json()) {
        let (app, problems) = AppConfig::read(&app);
        for problem in &problems {
            prop_assert!(!problem.to_string().is_empty());
        }
        let entity = Entity::read(&entity).ok();
        let merged = WorkspacesConfig::merge(&app, entity.as_ref());
        let _ = entity_query::for_entity(&merged);
    }

    #[test]
    fn a_spec_coder_of_any_kind_never_takes_the_rest_of_the_entity_with_it(coder in any_json()) {
        let entity = json!({
            "kind": "Component",
            "metadata": {"name": "payments", "annotations": {"backstage.io/source-location": "url:https://github.com/acme/payments"}},
            "spec": {"coder": coder}
        });
        prop_assert!(Entity::read(&entity).is_ok());
    }

    #[test]
    fn the_normal_form_of_an_address_is_its_own_normal_form(address in "(https?://|git@|ssh://|)((gitlab|dev\\.azure|github)\\.com/|a\\.harness\\.io/|)[a-zA-Z0-9.:/@_~%?&=#+-]{0,40}(/-/|/_git/|/scm/|/tree/|\\.git|/\\+/|)[a-z./]{0,20}") {
        if let Ok(repo) = RepoUrl::parse(&address) {
            let again = RepoUrl::parse(repo.as_str()).unwrap();
            prop_assert_eq!(again.as_str(), repo.as_str());
            prop_assert!(!repo.name().is_empty());
            prop_assert!(repo.as_str().starts_with("https://") || repo.as_str().starts_with("http://"));
            prop_assert!(repo.variants().iter().all(|spelling| !spelling.contains(char::is_whitespace)));
        }
    }

    #[test]
    fn no_address_panics_or_repeats_a_password(address in any::<String>()) {
        let _ = RepoUrl::parse(&address);
        if let Ok(repo) = RepoUrl::parse(&format!("https://user:hunter2@github.com/acme/{}", address.escape_default())) {
            prop_assert!(!repo.as_str().contains("hunter2"));
            prop_assert!(repo.variants().iter().all(|spelling| !spelling.contains("hunter2")));
        }
    }

    #[test]
    fn what_is_sent_as_a_search_passes_the_servers_grammar(
        typed in ".{0,40}", address in "https://github.com/[a-z,=\"]{1,12}/[a-z]{1,8}", keys in prop::collection::vec(".{0,8}", 0..4)
    ) {
        let repo = RepoUrl::parse(&address).ok();
        let repo = repo.as_ref().map(|repo| (repo, keys.as_slice()));
        if let Ok(query) = search::build(&typed, repo) {
            prop_assert!(query.starts_with(typed.trim()));
            // The part that the plugin adds never causes Coder to reject the query.
            let ours = query[typed.trim().len()..].trim();
            prop_assert!(search::validate(ours).is_ok(), "{}", ours);
        }
    }

    #[test]
    fn any_json_is_parsed_to_what_serde_makes_of_it(value in any_json(), cut in 0_usize..200) {
        let whole = value.to_string();
        let broken = whole.chars().take(cut).collect();
        for text in [whole, broken] {
            prop_assert_eq!(parse(&text), serde_json::from_str(&text).ok());
        }
    }

    #[test]
    fn any_json_is_read_or_refused_but_never_panics(value in any_json()) {
        reads_without_panicking(&value);
    }

    #[test]
    fn a_workspace_with_one_place_spoiled_is_read_or_names_the_place(
        steps in prop::collection::vec(0_usize..12, 0..7), by in any_json()
    ) {
        let value = spoiled(workspace(), &steps, by);
        reads_without_panicking(&value);
        if let Err(malformed) = Workspace::from_json(&value) {
            prop_assert!(!explain(&Error::from(malformed)).detail.is_empty());
        }
    }

    #[test]
    fn pages_one_after_the_other_are_read_as_each_alone(
        changes in prop::collection::vec((prop::collection::vec(0_usize..24, 0..6), any_json()), 1..5)
    ) {
        let mut page = json!({"workspaces": vec![workspace(); 3], "count": 3});
        for id in 0..3 {
            page["workspaces"][id]["id"] = json!(id.to_string());
        }
        let mut reader = PageReader::default();
        for (steps, by) in changes {
            page = spoiled(page, &steps, by);
            reader.start_refresh();
            prop_assert_eq!(reader.read(&page.to_string()), WorkspacesPage::from_json(&page));
        }
    }

    #[test]
    fn any_line_of_a_log_becomes_text_without_control_characters(line in any::<String>()) {
        for run in ansi::parse(&line) {
            prop_assert!(!run.text.is_empty());
            prop_assert!(run.text.chars().all(|c| !c.is_control() || c == '\t'), "{:?}", run.text);
        }
    }

    #[test]
    fn log_lines_come_in_any_order_and_portion_and_none_is_lost_or_doubled(
        ids in prop::collection::vec(1_i64..60, 0..80), cuts in prop::collection::vec(1_usize..9, 1..30)
    ) {
        let line = |id: &i64| LogLine::from_json(&json!({"id": id, "output": format!("line {id}"), "created_at": "2026-01-01T00:00:00Z"})).unwrap();
        let mut kept = log::LogBuffer::default();
        let mut rest = ids.as_slice();
        for cut in cuts {
            let (portion, later) = rest.split_at(cut.min(rest.len()));
            kept.append(portion.iter().map(line).collect());
            rest = later;
        }
        let kept: Vec<i64> = kept.lines().iter().map(|line| line.id).collect();
        prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", kept);
    }

    #[test]
    fn a_suggested_name_is_one_that_coder_takes(user in ".{0,40}", address in "https://github.com/acme/.{1,60}") {
        let repo = RepoUrl::parse(&address).ok();
        prop_assert!(validate_name(&suggest_name(repo.as_ref(), &user)).is_ok());
    }

    #[test]
    fn a_draft_of_any_shape_is_restored_or_left(draft in any_json()) {
        let mut form = Form::named("mine");
        let _ = form.restore(&draft);
        let _ = form.to_request("v", &[]);
    }

    #[test]
    fn icons_and_links_from_anywhere_never_become_scripts(field in ".{0,60}") {
        let access = HttpUrl::parse("https://coder.example.com");
        match icon::resolve(&field, access.as_ref()) {
            icon::IconSource::External(url) => {
                let scheme = url.to_ascii_lowercase();
                prop_assert!(scheme.starts_with("https://") || scheme.starts_with("http://"), "{}", url);
            }
            icon::IconSource::Deployment(path) => prop_assert!(path.starts_with('/') && !path.starts_with("//"), "{}", path),
            icon::IconSource::Initial => {}
        }
        let _ = icon::initial(&field);
    }

    #[test]
    fn pauses_are_bounded_and_a_hidden_page_asks_for_an_actions_next_step_alone(
        events in prop::collection::vec(0_u8..6, 0..40), visible: bool, online: bool, kind in 0_usize..5, jitter in any::<f64>()
    ) {
        let tuning = Tuning::default();
        let paces = [tuning.list_pace(), Pace::details(tuning.idle_poll_ms), Pace::log(tuning.idle_poll_ms), Pace::account(tuning.idle_poll_ms), Pace::build(tuning.idle_poll_ms)];
        let mut poll = Poll::new(paces[kind]);
        for event in events {
            match event {
                0 => poll.succeeded(true),
                1 => poll.succeeded(false),
                2 => poll.reused_from_tab(true),
                3 => poll.failed(&Error::Timeout, 0.0),
                4 => poll.failed(&Error::RateLimited(Some(u32::MAX)), 0.0),
                _ => poll.changes(true),
            }
        }
        let delay = poll.next(PollState { visible, online, live: false, now_ms: 0.0 }, jitter).ms();
        prop_assert!(online || delay.is_none());
        prop_assert!(visible || kind == 4 || delay.is_none());
        let longest = LONGEST_WAIT_MS.max(LONGEST_MS + LONGEST_MS / 5);
        prop_assert!(delay.is_none_or(|ms| (1_000..=longest).contains(&ms)), "{:?}", delay);
        poll.failed(&Error::ProxyMissing, 0.0);
        prop_assert_eq!(poll.next(PollState { visible, online, live: false, now_ms: 0.0 }, jitter), Next::Never);
    }

    #[test]
    fn a_session_checks_one_thing_at_a_time_and_trusts_only_what_was_checked(events in prop::collection::vec(event(), 0..40)) {
        let mut session = Session::default();
        for event in events {
            let accepted = matches!(&event, SessionEvent::Checked { result: Ok(_), .. });
            let before = session.state().status().is_authenticated();
            let effects = session.handle(event);
            let checks = effects.iter().filter(|e| matches!(e, SessionEffect::Check { .. })).count();
            prop_assert!(checks <= 1);
            if session.state().status().is_authenticated() && !before {
                prop_assert!(accepted, "authenticated without a check");
            }
            if *session.state() == SessionState::TokenMissing {
                prop_assert!(session.state().credential().is_none());
            }
        }
    }
}
