//! The text below the search box: a hint, or the error of an invalid query.

use crate::texts::{t, tf};
use crate::workspaces::{ListState, WorkspacesQuery};
use coder_core::Error;
use coder_core::i18n::Message;
use coder_core::search::{SearchError, SearchHint, search_hint};
#[allow(
    unused_imports,
    reason = "signals of Leptos have their methods by traits, those of leptos-compact by themselves"
)]
use leptos::prelude::*;

/// The greatest number of values in a hint.
const MOST_VALUES: usize = 5;

/// The text below the search box.
#[derive(Clone, PartialEq)]
pub(super) struct SearchNote {
    pub text: String,
    /// Whether the query is invalid. Otherwise the text is a hint.
    pub is_problem: bool,
}

/// Returns the hint for a text that is being typed, or the error of an invalid query: found locally, or reported by
/// Coder for a key or a value.
pub(super) fn search_note(
    query: &Result<WorkspacesQuery, SearchError>,
    text: &str,
    is_typing: bool,
) -> Option<SearchNote> {
    let hint = search_hint(text).map(|hint| hint_text(&hint));
    let is_incomplete = matches!(query, Ok(_) | Err(SearchError::DanglingColon(_)));
    if is_typing && is_incomplete {
        return hint.map(|text| SearchNote { text, is_problem: false });
    }
    let text = match query {
        Err(problem) => {
            let reason = tf(problem.text(), &[("piece", problem.term())]);
            format!("{} {reason}", t(Message::SearchSyntax))
        }
        Ok(query) => match &*query.load().read() {
            ListState::Failed(Error::Validation(refusal)) => {
                hint.unwrap_or_else(|| format!("{} {refusal}", t(Message::SearchRefused)))
            }
            _ => return None,
        },
    };
    Some(SearchNote { text, is_problem: true })
}

fn hint_text(hint: &SearchHint) -> String {
    match hint {
        SearchHint::SimilarKey { key, similar } => {
            tf(Message::SearchSimilarKey, &[("key", key), ("similar", similar)])
        }
        SearchHint::Values { key, values } => {
            let rest = if values.len() > MOST_VALUES { ", …" } else { "" };
            let shown: Vec<_> = values.iter().take(MOST_VALUES).copied().collect();
            format!("{key}: {}{rest}", shown.join(", "))
        }
    }
}
