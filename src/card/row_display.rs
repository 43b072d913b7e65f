//! The texts of a row.

use crate::browser::{LastApp, format_relative, parse_ms};
use crate::session::PendingAction;
use crate::texts::{t, tf};
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use coder_core::row::{RowFact, RowTimes, row_facts};
use coder_core::status::{Label, StatusDisplay, StatusIcon, Tone, auto_stop_deadline, status_display};
use coder_core::time_distance::{AutoStop, LastUsed, Unit};
use coder_core::url::{self, HttpUrl};

/// A fact of a row, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ShownFact {
    /// The CSS part.
    pub part: &'static str,
    /// The name of the tone; empty for none.
    pub tone: &'static str,
    /// The text.
    pub text: String,
}

/// The texts of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RowDisplay {
    /// The workspace's name.
    pub name: String,
    /// The URL of the workspace's page in Coder; `None` without an access URL.
    pub href: Option<String>,
    /// Whether the workspace is a favorite.
    pub is_favorite: bool,
    /// The label of the status.
    pub status: String,
    /// The name of the status's tone.
    pub tone: &'static str,
    /// Whether the status says that something is wrong, which the details explain.
    pub is_problem: bool,
    /// The facts, the most important one first.
    pub facts: Vec<ShownFact>,
    /// Whether the user's own workspace stops within the hour.
    pub stops_soon: bool,
}

/// What a row says beside its workspace, as far as the chunk `card` knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RowNote {
    /// The text about the build that is in progress.
    pub progress: Option<String>,
    /// The error in the log of a build that failed.
    pub error: Option<String>,
    /// The metadata of the agents of a running workspace.
    pub metadata: Option<String>,
}

impl RowDisplay {
    /// Adds what is known beside the workspace, and the app that opens as soon as the workspace is ready.
    pub fn add_note(&mut self, note: RowNote, app: Option<LastApp>) {
        let own_error = self.facts.first_mut().filter(|fact| fact.part == "row-error");
        if let (Some(fact), Some(error)) = (own_error, note.error) {
            fact.text = error;
        }
        if let Some(text) = note.metadata {
            // Before the template, which narrow rows leave out.
            let template = self.facts.iter().rposition(|fact| fact.part == "row-origin");
            let at = template.unwrap_or(self.facts.len());
            self.facts.insert(at, ShownFact { part: "row-metadata", tone: "", text });
        }
        let then = app.map(|app| tf(Message::ThenOpens, &[("app", &app.label)]));
        let facts = note.progress.into_iter().chain(then);
        self.facts.splice(0..0, facts.map(|text| ShownFact { part: "row-times", tone: "", text }));
    }
}

/// Returns the texts of a workspace's row. `clock` is the current time, in milliseconds since 1970, and the tag of the
/// language.
pub(super) fn row_display(
    workspace: &Workspace,
    viewer: Option<&str>,
    access: Option<&HttpUrl>,
    pending: Option<PendingAction>,
    clock: (f64, &'static str),
) -> RowDisplay {
    let (now, language) = clock;
    let status = shown_status(workspace, pending);
    let times = RowTimes {
        used_at: workspace.last_used_at.as_ref().and_then(parse_ms),
        stops_at: auto_stop_deadline(workspace).and_then(parse_ms),
        now,
    };
    let facts = row_facts(workspace, viewer, times);
    let facts: Vec<_> = facts.into_iter().map(|fact| shown_fact(fact, language)).collect();
    let is_own = viewer == Some(workspace.owner_name.as_str());
    RowDisplay {
        stops_soon: is_own && facts.iter().any(|fact| fact.part == "row-times" && fact.tone == "warning"),
        name: workspace.name.clone(),
        href: access.map(|access| url::workspace_url(access, &workspace.owner_name, &workspace.name)),
        is_favorite: workspace.favorite,
        status: label_text(&status.label),
        tone: status.tone.as_str(),
        is_problem: matches!(status.tone, Tone::Error | Tone::Warning),
        facts,
    }
}

/// Returns the status to show: that of the workspace, or of the action that is pending, before Coder reports it.
pub(super) fn shown_status(workspace: &Workspace, pending: Option<PendingAction>) -> StatusDisplay {
    let mut display = status_display(workspace);
    if let Some(text) = pending.and_then(PendingAction::label) {
        display.label = Label::Known(text);
        display.picture = StatusIcon::Spinner;
        display.tone = Tone::Active;
    }
    display
}

/// Returns the text of a status label.
pub(super) fn label_text(label: &Label) -> String {
    match label {
        Label::Known(text) => t(*text).to_owned(),
        Label::Verbatim(word) => word.clone(),
    }
}

fn shown_fact(fact: RowFact, language: &'static str) -> ShownFact {
    match fact {
        RowFact::Error(text) => ShownFact { part: "row-error", tone: "", text },
        RowFact::Origin(text) => ShownFact { part: "row-origin", tone: "", text },
        RowFact::Badge(badge) => {
            ShownFact { part: "row-badge", tone: badge.tone().as_str(), text: t(badge.text()).to_owned() }
        }
        RowFact::Stops(stop) => {
            let (is_soon, text) = match stop {
                AutoStop::Soon => (true, t(Message::StopsSoon).to_owned()),
                AutoStop::In(distance) => (
                    distance.unit == Unit::Minute,
                    tf(Message::Stops, &[("when", &format_relative(distance, language))]),
                ),
            };
            ShownFact { part: "row-times", tone: if is_soon { "warning" } else { "" }, text }
        }
        RowFact::LastUsed(used) => {
            ShownFact { part: "row-times", tone: "", text: last_used_text(used, language) }
        }
    }
}

/// Returns the text that says when a workspace was used last.
fn last_used_text(used: LastUsed, language: &'static str) -> String {
    match used {
        LastUsed::Never => t(Message::LastUsedNever).to_owned(),
        LastUsed::Now => t(Message::LastUsedNow).to_owned(),
        LastUsed::Ago(ago) => tf(Message::LastUsed, &[("when", &format_relative(ago, language))]),
    }
}
