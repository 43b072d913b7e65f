//! The same users and workspaces every time.

use crate::clock::seconds_from_now;
use crate::state::{Template, User, Workspace};

pub const DOCKER: Template = Template {
    id: "0f6f0f0a-1111-4111-8111-000000000001",
    name: "docker",
    display_name: "Docker Containers",
    icon: "/icon/docker.svg",
};
pub const DEVCONTAINERS: Template = Template {
    id: "0f6f0f0a-1111-4111-8111-000000000002",
    name: "devcontainers",
    display_name: "",
    icon: "/emojis/1f4e6.png",
};
pub const KUBERNETES: Template = Template {
    id: "0f6f0f0a-1111-4111-8111-000000000003",
    name: "kubernetes",
    display_name: "Kubernetes (GPU)",
    icon: "",
};

/// When the examples start by themselves.
const WEEKDAYS: &str = "CRON_TZ=Europe/Berlin 30 9 * * 1-5";
/// Seconds.
const DAY: i64 = 86_400;
/// Seconds until running workspaces stop by themselves: five hours and a half.
const EVENING: i64 = 19_800;

const PAYMENTS: &str = "https://github.com/acme/payments";
const PLATFORM: &str = "https://gitlab.com/acme/platform/monorepo.git";

/// Alice is the demo's user, Bob the other one with a token, Carol only owns things.
pub fn users() -> Vec<User> {
    let user =
        |n: u32, username, name| User { id: format!("5f0f7a3e-2222-4222-8222-{n:012}"), username, name };
    vec![user(1, "alice", "Alice Adams"), user(2, "bob", ""), user(3, "carol", "Carol Chen")]
}

/// The hand-made workspaces, then generated ones up to the size.
pub fn workspaces(size: Option<usize>) -> Vec<Workspace> {
    let mut all = handmade();
    if let Some(size) = size {
        all.truncate(size);
        let generated = (all.len()..size).map(generated);
        all.extend(generated);
    }
    all
}

/// One of each state, some from the sample entities' repositories.
fn handmade() -> Vec<Workspace> {
    let mut n = 0;
    let mut make =
        |name: &str, owner, template: &Template, status: &str, agent: Option<&str>, repo: Option<&str>| {
            n += 1;
            Workspace {
                id: id(n),
                name: name.to_owned(),
                owner,
                template: template.clone(),
                status: status.to_owned(),
                agent: agent.map(str::to_owned),
                params: repo.map(|r| ("repo_url".to_owned(), r.to_owned())).into_iter().collect(),
                outdated: false,
                favorite: false,
                dormant: false,
                last_used_at: seconds_from_now(-3 * DAY),
                deadline: seconds_from_now(EVENING),
                build_number: 1,
                lifecycle: lifecycle(agent),
                job: None,
                autostart: Some(WEEKDAYS.to_owned()),
                ttl_ms: Some(28_800_000),
                logs_overflowed: false,
                private: false,
            }
        };
    let mut all = vec![
        make("payments", 0, &DOCKER, "running", Some("connected"), Some(PAYMENTS)),
        make("payments-hotfix", 0, &DOCKER, "stopped", None, Some("https://github.com/acme/payments/")),
        make("platform", 0, &DEVCONTAINERS, "running", Some("connected"), Some(PLATFORM)),
        make("gpu-training", 0, &KUBERNETES, "starting", None, None),
        make("notebook", 0, &KUBERNETES, "running", Some("connecting"), None),
        make("legacy-batch", 0, &DOCKER, "failed", None, None),
        make("reports", 0, &DOCKER, "stopping", None, None),
        make("sandbox", 0, &DEVCONTAINERS, "stopped", None, None),
        make("search-index", 0, &DOCKER, "running", Some("disconnected"), None),
        make("queue-demo", 0, &KUBERNETES, "pending", None, None),
        make("payments", 1, &DOCKER, "running", Some("connected"), Some("git@github.com:acme/payments.git")),
        make("frontend", 2, &DEVCONTAINERS, "stopped", None, None),
    ];
    all[0].favorite = true;
    all[0].last_used_at = seconds_from_now(-600);
    all[1].outdated = true;
    all[7].dormant = true;
    all[11].last_used_at = "0001-01-01T00:00:00Z".to_owned();
    all
}

/// A mix of states for large deployments: mostly running and stopped, names that search can tell apart.
fn generated(index: usize) -> Workspace {
    const WORDS: [&str; 16] = [
        "amber", "basil", "cedar", "delta", "ember", "fjord", "grove", "haven", "iris", "jade", "kelp",
        "lotus", "maple", "nova", "onyx", "pine",
    ];
    let (status, agent) = match index % 4 {
        3 => ("stopped", None),
        _ => ("running", Some("connected")),
    };
    let template = [&DOCKER, &DEVCONTAINERS, &KUBERNETES][index % 3];
    Workspace {
        id: id(index + 1),
        name: format!("{}-{index:05}", WORDS[index % WORDS.len()]),
        owner: 0,
        template: template.clone(),
        status: status.to_owned(),
        agent: agent.map(str::to_owned),
        params: if index.is_multiple_of(5) {
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
        lifecycle: lifecycle(agent),
        job: None,
        autostart: Some(WEEKDAYS.to_owned()),
        ttl_ms: Some(28_800_000),
        logs_overflowed: false,
        private: false,
    }
}

/// How far the startup script of an agent in this state is.
pub fn lifecycle(agent: Option<&str>) -> String {
    if agent == Some("connected") { "ready" } else { "created" }.to_owned()
}

/// The id of the n-th workspace.
pub fn id(n: usize) -> String {
    format!("7b8f1f62-3333-4333-8333-{n:012}")
}
