//! Deterministic example users and workspaces.

use crate::clock::seconds_from_now;
use crate::model::template::Template;
use crate::model::workspace::{User, Workspace, agent_lifecycle, workspace_id};
use crate::templates::{devcontainers, docker, kubernetes};

/// Autostart schedule of the examples.
const WEEKDAYS: &str = "CRON_TZ=Europe/Berlin 30 9 * * 1-5";
/// Seconds of a day.
const DAY: i64 = 86_400;
/// Seconds until the autostop deadline of running workspaces: five and a half hours.
const EVENING: i64 = 19_800;

const PAYMENTS: &str = "https://github.com/acme/payments";
const PLATFORM: &str = "https://gitlab.com/acme/platform/monorepo.git";

/// Returns the users: Alice is the demo user, Bob has a token too, and Carol only owns workspaces.
pub fn users() -> Vec<User> {
    vec![
        user(1, "alice", "Alice Adams", ""),
        user(2, "bob", "", ""),
        user(3, "carol", "Carol Chen", "/emojis/1f4e6.png"),
    ]
}

/// Returns the user of a number, without a workspace.
pub fn generated_user(n: usize) -> User {
    // The leak lasts as long as a test run.
    user(n, Box::leak(format!("user-{n}").into_boxed_str()), "", "")
}

fn user(n: usize, username: &'static str, name: &'static str, avatar_url: &'static str) -> User {
    User { id: format!("5f0f7a3e-2222-4222-8222-{n:012}"), username, name, avatar_url }
}

/// Returns the hand-written workspaces, then generated ones up to the size.
pub fn workspaces(size: Option<usize>) -> Vec<Workspace> {
    let mut all = examples();
    if let Some(size) = size {
        all.truncate(size);
        let generated = (all.len()..size).map(generated);
        all.extend(generated);
    }
    all
}

/// Returns one workspace of each state, some from the repositories of the sample entities.
fn examples() -> Vec<Workspace> {
    let mut n = 0;
    let mut make =
        |name: &str, owner, template: &Template, status: &str, agent: Option<&str>, repo: Option<&str>| {
            n += 1;
            Workspace {
                id: workspace_id(n),
                name: name.to_owned(),
                owner,
                template: template.clone(),
                status: status.to_owned(),
                agent: agent.map(str::to_owned),
                parameters: repo.map(|r| ("repo_url".to_owned(), r.to_owned())).into_iter().collect(),
                outdated: false,
                favorite: false,
                dormant: false,
                last_used_at: seconds_from_now(-3 * DAY),
                deadline: seconds_from_now(EVENING),
                build_number: 1,
                lifecycle: agent_lifecycle(agent),
                second_agent: None,
                since: seconds_from_now(-12),
                latest_build: None,
                autostart: Some(WEEKDAYS.to_owned()),
                ttl_ms: Some(28_800_000),
                logs_overflowed: false,
                private: false,
                shared_with: Vec::new(),
            }
        };
    let mut all = vec![
        make("payments", 0, &docker::TEMPLATE, "running", Some("connected"), Some(PAYMENTS)),
        make(
            "payments-hotfix",
            0,
            &docker::TEMPLATE,
            "stopped",
            None,
            Some("https://github.com/acme/payments/"),
        ),
        make("platform", 0, &devcontainers::TEMPLATE, "running", Some("connected"), Some(PLATFORM)),
        make("gpu-training", 0, &kubernetes::TEMPLATE, "starting", None, None),
        make("notebook", 0, &kubernetes::TEMPLATE, "running", Some("connecting"), None),
        make("legacy-batch", 0, &docker::TEMPLATE, "failed", None, None),
        make("reports", 0, &docker::TEMPLATE, "stopping", None, None),
        make("sandbox", 0, &devcontainers::TEMPLATE, "stopped", None, None),
        make("search-index", 0, &docker::TEMPLATE, "running", Some("disconnected"), None),
        make("queue-demo", 0, &kubernetes::TEMPLATE, "pending", None, None),
        make(
            "payments",
            1,
            &docker::TEMPLATE,
            "running",
            Some("connected"),
            Some("git@github.com:acme/payments.git"),
        ),
        make("frontend", 2, &devcontainers::TEMPLATE, "stopped", None, None),
    ];
    all[0].favorite = true;
    all[0].last_used_at = seconds_from_now(-600);
    all[1].outdated = true;
    all[7].dormant = true;
    all[10].shared_with = vec![0];
    all[11].last_used_at = "0001-01-01T00:00:00Z".to_owned();
    all
}

/// Returns one of many workspaces for large deployments: mostly running or stopped, with names that a search can
/// filter.
fn generated(index: usize) -> Workspace {
    const WORDS: [&str; 16] = [
        "amber", "basil", "cedar", "delta", "ember", "fjord", "grove", "haven", "iris", "jade", "kelp",
        "lotus", "maple", "nova", "onyx", "pine",
    ];
    let (status, agent) = match index % 4 {
        3 => ("stopped", None),
        _ => ("running", Some("connected")),
    };
    let template = [&docker::TEMPLATE, &devcontainers::TEMPLATE, &kubernetes::TEMPLATE][index % 3];
    Workspace {
        id: workspace_id(index + 1),
        name: format!("{}-{index:05}", WORDS[index % WORDS.len()]),
        owner: 0,
        template: template.clone(),
        status: status.to_owned(),
        agent: agent.map(str::to_owned),
        parameters: if index.is_multiple_of(5) {
            vec![("repo_url".to_owned(), PAYMENTS.to_owned())]
        } else {
            Vec::new()
        },
        outdated: false,
        favorite: false,
        dormant: false,
        last_used_at: seconds_from_now(-20 * DAY),
        deadline: seconds_from_now(EVENING),
        build_number: 1,
        lifecycle: agent_lifecycle(agent),
        second_agent: None,
        since: seconds_from_now(-12),
        latest_build: None,
        autostart: Some(WEEKDAYS.to_owned()),
        ttl_ms: Some(28_800_000),
        logs_overflowed: false,
        private: false,
        shared_with: Vec::new(),
    }
}
