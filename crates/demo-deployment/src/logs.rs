//! What provisioners and agents write while they work.

use crate::builds::{Job, SCRIPT, Transition};
use crate::catalog::{Details, Fate};
use crate::state::Workspace;

/// A line, and when it comes.
#[derive(Clone, Debug)]
pub struct Line {
    /// Seconds since the build was made.
    pub at: f64,
    pub stage: &'static str,
    pub level: &'static str,
    pub daemon: bool,
    pub text: String,
}

/// All a build will write if nobody cancels it.
pub fn of_build(job: &Job, workspace: &Workspace, details: &Details) -> Vec<Line> {
    let (taken, run) = (job.taken(), job.run);
    let mut lines = Vec::new();
    let mut say = |share: f64, stage, level, daemon, text: &str| {
        lines.push(Line { at: taken + run * share, stage, level, daemon, text: text.to_owned() });
    };
    say(0.0, "Setting up", "info", true, "");
    if job.fate == Fate::OutOfQuota && job.transition == Transition::Start {
        say(0.05, "Setting up", "info", true, "Checking workspace quota");
        say(0.1, "Setting up", "error", true, "insufficient quota");
        return lines;
    }
    say(0.05, "Initializing Terraform Directory", "debug", false, "Initializing the backend...");
    say(0.08, "Initializing Terraform Directory", "debug", false, "Initializing provider plugins...");
    say(
        0.12,
        "Initializing Terraform Directory",
        "debug",
        false,
        "- Using previously-installed coder/coder v2.13.1",
    );
    say(
        0.15,
        "Initializing Terraform Directory",
        "info",
        false,
        "Terraform has been successfully initialized!",
    );
    for (share, name) in
        [(0.2, "coder_workspace.me"), (0.22, "coder_parameter.cpu"), (0.25, "coder_agent.main")]
    {
        say(share, "Planning Infrastructure", "debug", false, &format!("{name}: Refreshing..."));
    }
    say(
        0.3,
        "Planning Infrastructure",
        "info",
        false,
        "\u{1b}[1mPlan:\u{1b}[0m \u{1b}[32m3 to add\u{1b}[0m, 0 to change, 0 to destroy.",
    );
    let stage = match job.transition {
        Transition::Start => "Starting workspace",
        Transition::Stop => "Stopping workspace",
        Transition::Delete => "Deleting workspace",
    };
    let container = format!("docker_container.workspace[\"{}\"]", workspace.name);
    say(0.4, stage, "info", false, &format!("{container}: Creating..."));
    if job.fate == Fate::Fails && job.transition == Transition::Start {
        say(0.5, stage, "warn", false, "pull of registry.acme.example/none:latest is slow");
        say(
            0.58,
            stage,
            "error",
            false,
            "\u{1b}[31mError:\u{1b}[0m image registry.acme.example/none:latest: not found",
        );
        say(0.59, stage, "error", false, "  on main.tf line 42, in resource \"docker_image\" \"workspace\"");
        return lines;
    }
    let mut share = 0.45;
    while share < 0.9 {
        let seconds = (run * (share - 0.4)).round();
        say(share, stage, "info", false, &format!("{container}: Still creating... [{seconds}s elapsed]"));
        share += (5.0 / run).max(0.15);
    }
    say(0.92, stage, "info", false, &format!("{container}: Creation complete"));
    say(
        0.95,
        stage,
        "info",
        false,
        "\u{1b}[1;32mApply complete!\u{1b}[0m Resources: 3 added, 0 changed, 0 destroyed.",
    );
    say(0.98, "Cleaning Up", "info", true, "");
    if details.cost > 5 {
        say(
            0.99,
            "Cleaning Up",
            "info",
            true,
            &format!("This workspace costs {} credits a day.", details.cost),
        );
    }
    lines
}

/// What the startup script writes: level, text, seconds since it began.
pub fn of_script(fate: Fate) -> Vec<(f64, &'static str, &'static str)> {
    let mut lines = vec![
        (0.2, "info", "Cloning into '/home/coder/project'..."),
        (1.0, "info", "\u{1b}[36m➜\u{1b}[0m installing tools"),
        (2.0, "debug", "code-server 4.105.1 is already installed"),
    ];
    match fate {
        Fate::ScriptFails => {
            lines.push((SCRIPT - 0.5, "error", "/tmp/coder-script: line 7: dotfiles: command not found"));
            lines.push((SCRIPT - 0.1, "error", "startup script exited with status 127"));
        }
        _ => lines.push((SCRIPT - 0.1, "info", "\u{1b}[32mReady.\u{1b}[0m")),
    }
    lines
}

/// What an example's build wrote, long ago.
pub fn of_example(workspace: &Workspace, details: &Details) -> Vec<Line> {
    let transition = match workspace.status.as_str() {
        "stopping" | "stopped" => Transition::Stop,
        _ => Transition::Start,
    };
    let fate = if workspace.status == "failed" { Fate::Fails } else { Fate::Succeeds };
    let job = Job {
        transition,
        began: 0.0,
        created_at: String::new(),
        run: details.run,
        fate,
        canceled: None,
        then_start: false,
        reason: String::new(),
        preset: None,
        lines: Vec::new(),
    };
    if workspace.status == "pending" { Vec::new() } else { of_build(&job, workspace, details) }
}
