//! Simulated build logs and startup logs.

use crate::model::build::{Build, LogLine, SCRIPT_SECONDS, Transition};
use crate::model::template::{BuildOutcome, TemplateSpec};
use crate::model::workspace::Workspace;

/// Returns the complete log of a build that is not canceled.
pub fn build_log(build: &Build, workspace: &Workspace, spec: &TemplateSpec) -> Vec<LogLine> {
    let (began, run) = (build.provisioned_after(), build.provisioning_seconds);
    let mut lines = Vec::new();
    // Adds a line at this share of the provisioning time.
    let mut add = |share: f64, stage, level, daemon, text: &str| {
        lines.push(LogLine { at: began + run * share, stage, level, daemon, text: text.to_owned() });
    };
    add(0.0, "Setting up", "info", true, "");
    if build.outcome == BuildOutcome::OutOfQuota && build.transition == Transition::Start {
        add(0.05, "Setting up", "info", true, "Checking workspace quota");
        add(0.1, "Setting up", "error", true, "insufficient quota");
        return lines;
    }
    add(0.05, "Initializing Terraform Directory", "debug", false, "Initializing the backend...");
    add(0.08, "Initializing Terraform Directory", "debug", false, "Initializing provider plugins...");
    add(
        0.12,
        "Initializing Terraform Directory",
        "debug",
        false,
        "- Using previously-installed coder/coder v2.13.1",
    );
    add(
        0.15,
        "Initializing Terraform Directory",
        "info",
        false,
        "Terraform has been successfully initialized!",
    );
    for (share, name) in
        [(0.2, "coder_workspace.me"), (0.22, "coder_parameter.cpu"), (0.25, "coder_agent.main")]
    {
        add(share, "Planning Infrastructure", "debug", false, &format!("{name}: Refreshing..."));
    }
    add(
        0.3,
        "Planning Infrastructure",
        "info",
        false,
        "\u{1b}[1mPlan:\u{1b}[0m \u{1b}[32m3 to add\u{1b}[0m, 0 to change, 0 to destroy.",
    );
    let stage = match build.transition {
        Transition::Start => "Starting workspace",
        Transition::Stop => "Stopping workspace",
        Transition::Delete => "Deleting workspace",
    };
    let container = format!("docker_container.workspace[\"{}\"]", workspace.name);
    add(0.4, stage, "info", false, &format!("{container}: Creating..."));
    if build.outcome == BuildOutcome::Fails && build.transition == Transition::Start {
        add(0.5, stage, "warn", false, "pull of registry.acme.example/none:latest is slow");
        add(
            0.58,
            stage,
            "error",
            false,
            "\u{1b}[31mError:\u{1b}[0m image registry.acme.example/none:latest: not found",
        );
        add(0.59, stage, "error", false, "  on main.tf line 42, in resource \"docker_image\" \"workspace\"");
        return lines;
    }
    let mut share = 0.45;
    while share < 0.9 {
        let seconds = (run * (share - 0.4)).round();
        add(share, stage, "info", false, &format!("{container}: Still creating... [{seconds}s elapsed]"));
        share += (5.0 / run).max(0.15);
    }
    add(0.92, stage, "info", false, &format!("{container}: Creation complete"));
    add(
        0.95,
        stage,
        "info",
        false,
        "\u{1b}[1;32mApply complete!\u{1b}[0m Resources: 3 added, 0 changed, 0 destroyed.",
    );
    add(0.98, "Cleaning Up", "info", true, "");
    if spec.daily_cost > 5 {
        add(
            0.99,
            "Cleaning Up",
            "info",
            true,
            &format!("This workspace costs {} credits a day.", spec.daily_cost),
        );
    }
    lines
}

/// Returns the lines of the startup log: seconds since the script began, level and text.
pub fn startup_log(outcome: BuildOutcome) -> Vec<(f64, &'static str, &'static str)> {
    let mut lines = vec![
        (0.2, "info", "Cloning into '/home/coder/project'..."),
        (1.0, "info", "\u{1b}[36m➜\u{1b}[0m installing tools"),
        (2.0, "debug", "code-server 4.105.1 is already installed"),
    ];
    match outcome {
        BuildOutcome::ScriptFails => {
            lines.push((
                SCRIPT_SECONDS - 0.5,
                "error",
                "/tmp/coder-script: line 7: dotfiles: command not found",
            ));
            lines.push((SCRIPT_SECONDS - 0.1, "error", "startup script exited with status 127"));
        }
        _ => lines.push((SCRIPT_SECONDS - 0.1, "info", "\u{1b}[32mReady.\u{1b}[0m")),
    }
    lines
}

/// Returns the build log of an example workspace, whose build ended long ago.
pub fn example_log(workspace: &Workspace, spec: &TemplateSpec) -> Vec<LogLine> {
    let transition = match workspace.status.as_str() {
        "stopping" | "stopped" => Transition::Stop,
        _ => Transition::Start,
    };
    let outcome = if workspace.status == "failed" { BuildOutcome::Fails } else { BuildOutcome::Succeeds };
    let build = Build {
        transition,
        queued_at: 0.0,
        created_at: String::new(),
        provisioning_seconds: spec.start_seconds,
        outcome,
        canceled_at: None,
        restart: false,
        reason: String::new(),
        preset: None,
        log: Vec::new(),
    };
    if workspace.status == "pending" { Vec::new() } else { build_log(&build, workspace, spec) }
}
