//! Logs of builds and startup scripts: their source, and a buffer for a log that grows while it is read.

use crate::agents::is_agent_transitioning;
use crate::ansi;
use crate::models::{Agent, AgentLifecycle, LogLine, Workspace, WorkspaceStatus};
use crate::request::Request;
use crate::status::is_building;

/// The source of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogSource {
    kind: LogKind,
    /// The id of the build or the agent.
    pub id: String,
    /// Whether more lines may follow.
    pub is_live: bool,
    /// Whether the log belongs to a failure.
    pub explains_failure: bool,
    /// Whether Coder kept only the beginning of the log.
    pub is_cut: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LogKind {
    Build,
    Agent,
}

impl LogSource {
    /// Returns the source of a workspace's build log.
    pub fn of_build(workspace: &Workspace) -> Self {
        let build = &workspace.latest_build;
        Self {
            kind: LogKind::Build,
            id: build.id.clone(),
            is_live: is_building(workspace),
            explains_failure: build.status == WorkspaceStatus::Failed,
            is_cut: build.job.logs_overflowed,
        }
    }

    /// Returns the source of an agent's startup log.
    pub fn of_agent(agent: &Agent) -> Self {
        Self {
            kind: LogKind::Agent,
            id: agent.id.clone(),
            is_live: is_agent_transitioning(agent),
            explains_failure: agent.lifecycle_state == AgentLifecycle::StartError,
            is_cut: agent.logs_overflowed,
        }
    }

    /// Returns the source of the same log after its build or agent is gone, so that no more lines follow.
    pub fn ended(&self) -> Self {
        Self { is_live: false, explains_failure: false, is_cut: false, ..self.clone() }
    }

    /// Returns the request for the lines after the line with the id `after`.
    pub fn request(&self, after: i64) -> Request {
        match self.kind {
            LogKind::Build => Request::build_log(&self.id, after),
            LogKind::Agent => Request::agent_log(&self.id, after),
        }
    }
}

/// The lines of a build log or startup log that were fetched so far. No line is lost or duplicated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogBuffer {
    lines: Vec<LogLine>,
}

impl LogBuffer {
    /// Returns the id of the last line, after which new lines are requested; 0 if there is none.
    pub fn last_id(&self) -> i64 {
        self.lines.last().map_or(0, |line| line.id)
    }

    /// Appends the lines of a response and returns how many were new.
    ///
    /// Lines that are already known, from a duplicate or late response, are dropped.
    pub fn append(&mut self, mut lines: Vec<LogLine>) -> usize {
        lines.sort_by_key(|line| line.id);
        let before = self.lines.len();
        for line in lines {
            if line.id > self.last_id() {
                self.lines.push(line);
            }
        }
        self.lines.len() - before
    }

    /// Returns all lines.
    pub fn lines(&self) -> &[LogLine] {
        &self.lines
    }

    /// Returns the first error that Terraform reports, without its mark: "image … not found" of "Error: image … not
    /// found".
    pub fn first_error(&self) -> Option<String> {
        self.lines.iter().find_map(|line| {
            let text = ansi::strip(&line.output);
            let error = text.trim_start_matches(['│', '╷', ' ']).strip_prefix("Error: ")?.trim();
            (!error.is_empty()).then(|| error.to_owned())
        })
    }

    /// Returns the whole log as plain text, with a heading for each stage.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut stage = "";
        for line in &self.lines {
            if line.stage != stage {
                stage = &line.stage;
                text.push_str(&format!("==> {stage}\n"));
            }
            if !line.output.is_empty() {
                text.push_str(&ansi::strip(&line.output));
                text.push('\n');
            }
        }
        text
    }
}

/// Whether a line begins a new stage.
pub fn starts_stage(lines: &[LogLine], index: usize) -> bool {
    let stage = |index: usize| lines.get(index).map(|line| line.stage.as_str());
    stage(index).is_some_and(|stage| !stage.is_empty())
        && (index == 0 || stage(index) != stage(index.wrapping_sub(1)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::FromJson;
    use serde_json::json;

    fn built(status: &str, cut: bool) -> LogSource {
        let job = json!({"status": "running", "logs_overflowed": cut});
        let build = json!({"id": "b", "status": status, "job": job, "resources": []});
        LogSource::of_build(
            &Workspace::from_json(&json!({"id": "w", "name": "w", "owner_name": "o", "latest_build": build}))
                .unwrap(),
        )
    }

    #[test]
    fn the_first_error_of_a_log_is_that_of_terraform() {
        let lines = |outputs: &[&str]| {
            let line = |(id, output): (usize, &&str)| {
                LogLine::from_json(&json!({"id": id + 1, "output": output})).unwrap()
            };
            let mut log = LogBuffer::default();
            log.append(outputs.iter().enumerate().map(line).collect());
            log.first_error()
        };
        let red = "\u{1b}[31m│\u{1b}[0m \u{1b}[1mError: image not found\u{1b}[0m";
        assert_eq!(lines(&["Planning", red, "Error: a later one"]), Some("image not found".to_owned()));
        assert_eq!(lines(&["Error: "]), None);
        assert_eq!(lines(&["No Error: here"]), None);
        assert_eq!(lines(&[]), None);
    }

    #[test]
    fn a_build_log_grows_while_the_build_runs_and_explains_a_failed_one() {
        for (status, is_live, explains_failure) in [
            ("starting", true, false),
            ("failed", false, true),
            ("running", false, false),
            ("stopped", false, false),
        ] {
            let source = built(status, false);
            assert_eq!((source.is_live, source.explains_failure), (is_live, explains_failure), "{status}");
        }
        assert!(built("running", true).is_cut && !built("running", false).is_cut);
        assert_eq!(built("running", false).request(7).path, "/api/v2/workspacebuilds/b/logs?after=7");
    }

    #[test]
    fn a_startup_log_grows_while_the_script_runs_and_explains_a_failed_one() {
        let agent = |lifecycle: &str| {
            let agent = json!({
                "id": "a", "status": "connected", "lifecycle_state": lifecycle, "health": {"healthy": true},
            });
            LogSource::of_agent(&Agent::from_json(&agent).unwrap())
        };
        assert!(agent("starting").is_live && !agent("ready").is_live);
        assert!(agent("start_error").explains_failure && !agent("start_timeout").explains_failure);
        assert_eq!(agent("ready").request(7).path, "/api/v2/workspaceagents/a/logs?after=7");
    }

    fn line(id: i64, stage: &str, output: &str) -> LogLine {
        LogLine { id, stage: stage.into(), level: "info".into(), output: output.into() }
    }

    #[test]
    fn no_line_is_lost_and_none_comes_twice() {
        let mut log = LogBuffer::default();
        assert_eq!(log.last_id(), 0);
        assert_eq!(log.append(vec![line(4, "a", "x"), line(2, "a", "y")]), 2);
        assert_eq!(log.append(vec![line(2, "a", "y"), line(4, "a", "x"), line(9, "b", "z")]), 1);
        assert_eq!(log.append(vec![]), 0);
        assert_eq!(log.lines().iter().map(|l| l.id).collect::<Vec<_>>(), [2, 4, 9]);
        assert_eq!(log.last_id(), 9);
    }

    #[test]
    fn the_text_names_stages_once_and_has_no_colors() {
        let mut log = LogBuffer::default();
        log.append(vec![
            line(1, "Init", ""),
            line(2, "Init", "\u{1b}[31mred\u{1b}[0m"),
            line(3, "Apply", "done"),
        ]);
        assert_eq!(log.text(), "==> Init\nred\n==> Apply\ndone\n");
        let stages: Vec<bool> = (0..3).map(|i| starts_stage(log.lines(), i)).collect();
        assert_eq!(stages, [true, false, true]);
    }

    #[test]
    fn a_stage_without_a_name_begins_nothing() {
        let lines = [line(1, "", "x"), line(2, "", "y"), line(3, "Apply", "z"), line(4, "", "w")];
        let begins: Vec<bool> = (0..5).map(|i| starts_stage(&lines, i)).collect();
        assert_eq!(begins, [false, false, true, false, false], "and there is no fifth line");
    }

    #[test]
    fn a_line_of_a_known_id_is_the_known_line() {
        let mut log = LogBuffer::default();
        log.append(vec![line(3, "a", "first")]);
        assert_eq!(log.append(vec![line(3, "a", "again"), line(2, "a", "late")]), 0);
        assert_eq!(log.lines(), [line(3, "a", "first")]);
    }
}
