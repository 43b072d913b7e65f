//! Pages of workspaces, and the incremental decoding of successive pages.

use super::Workspace;
use super::macros::model;
use crate::json::{DecodeError, FieldFilter, FromJson, Object, parse, parse_fields};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

model! {
    /// A page of `GET /api/v2/workspaces`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct WorkspacesPage {
        /// The page's rows: own favorites first, then running workspaces, then by owner and name.
        ///
        /// A page may be shorter than requested: Coder skips, but counts, rows that the user may not read.
        pub workspaces: Vec<Arc<Workspace>> = by(rows, "workspaces"; Workspace),
        /// The number of matching workspaces on all pages.
        pub count: i64 = required,
    }
}

impl WorkspacesPage {
    /// The sorted names of all fields that are decoded from a page, for [`crate::json::parse_fields`].
    pub const FIELDS: &[&str] = &Self::KEYS.sorted::<{ Self::KEYS.count() }>();
}

fn rows(page: Object) -> Result<Vec<Arc<Workspace>>, DecodeError> {
    let rows: Vec<Value> = page.list("workspaces")?;
    let row = |(index, row): (usize, &Value)| Arc::new(Workspace::read_row(row, index));
    Ok(rows.iter().enumerate().map(row).collect())
}

/// A decoder of successive pages that decodes only the workspaces that changed.
///
/// Coder has no endpoint for changes alone: each refresh transfers about 5 kB of JSON for each row, most of it
/// unchanged. Recognizing unchanged text is faster than decoding it (`bench/PROFILE.md`).
///
/// ```
/// use coder_core::models::PageReader;
/// let mut reader = PageReader::default();
/// let text = r#"{"workspaces":[{"id":"1","name":"a","owner_name":"b","latest_build":
///     {"id":"2","job":{"id":"3","status":"succeeded"},"status":"running"}}],"count":1}"#;
/// let first = reader.read(text).unwrap();
/// reader.start_refresh();
/// let second = reader.read(text).unwrap();
/// assert!(std::sync::Arc::ptr_eq(&first.workspaces[0], &second.workspaces[0]));
/// ```
#[derive(Default)]
pub struct PageReader {
    before: Vec<CachedRow>,
    now: Vec<CachedRow>,
    /// The index in `before` of the row that is expected next.
    next: usize,
    hashes: RandomState,
}

/// A decoded workspace with the length and hash of its JSON, to recognize the text without keeping it.
#[derive(Clone)]
struct CachedRow {
    length: usize,
    hash: u64,
    workspace: Arc<Workspace>,
}

impl PageReader {
    /// Starts a refresh: the rows read so far become those that the next pages are compared with.
    pub fn start_refresh(&mut self) {
        // A failed request read no rows, so the earlier ones are kept.
        if !self.now.is_empty() {
            self.before = std::mem::take(&mut self.now);
        }
        self.next = 0;
    }

    /// Decodes a page.
    ///
    /// # Errors
    /// Returns [`DecodeError`] if the text is not a page.
    pub fn read(&mut self, text: &str) -> Result<WorkspacesPage, DecodeError> {
        match self.read_compact(text) {
            Some(page) => Ok(page),
            None => {
                let page = parse_fields(text, WorkspacesPage::FIELDS);
                WorkspacesPage::from_json(&page.ok_or_else(|| DecodeError::new("complete JSON", None))?)
            }
        }
    }

    /// Decodes at most `most` rows from the beginning of a page, and the total count, without the other rows.
    ///
    /// Returns `None` if the text is not formatted as Coder writes it.
    pub fn read_prefix(&mut self, text: &str, most: usize) -> Option<WorkspacesPage> {
        let (_, count) = text.rsplit_once(r#"],"count":"#)?;
        let count = count.trim_end().strip_suffix('}')?.parse().ok()?;
        let (workspaces, _) = self.rows(text, most)?;
        Some(WorkspacesPage { workspaces, count })
    }

    /// Decodes a page in Coder's compact formatting; `None`, without a reason, for any other text.
    fn read_compact(&mut self, text: &str) -> Option<WorkspacesPage> {
        let (workspaces, rest) = self.rows(text, usize::MAX)?;
        let fields = rest.strip_prefix("],")?;
        let count = Object::new(&parse(&format!("{{{fields}"))?).ok()?.required("count").ok()?;
        Some(WorkspacesPage { workspaces, count })
    }

    /// Decodes at most `most` rows; returns them with the text after them.
    fn rows<'a>(&mut self, text: &'a str, most: usize) -> Option<(Vec<Arc<Workspace>>, &'a str)> {
        let mut rest = text.strip_prefix(r#"{"workspaces":["#)?;
        let mut workspaces = Vec::new();
        while workspaces.len() < most && !rest.starts_with(']') {
            let row = self.reuse(rest).or_else(|| self.decode(rest, workspaces.len()))?;
            let after = rest.get(row.length..)?;
            let more = after.strip_prefix(',').filter(|more| more.starts_with('{'));
            rest = more.or_else(|| after.starts_with(']').then_some(after))?;
            workspaces.push(row.workspace.clone());
            self.now.push(row);
        }
        Some((workspaces, rest))
    }

    /// Returns the expected row if the text begins with its unchanged JSON.
    fn reuse(&mut self, text: &str) -> Option<CachedRow> {
        let row = self.before.get(self.next)?;
        // No object's text is a prefix of another object's.
        if self.hashes.hash_one(text.get(..row.length)?) != row.hash {
            return None;
        }
        self.next += 1;
        Some(row.clone())
    }

    fn decode(&mut self, text: &str, index: usize) -> Option<CachedRow> {
        let mut elements = serde_json::Deserializer::from_str(text).into_iter::<RawRow>();
        let RawRow(value) = elements.next()?.ok()?;
        let length = elements.byte_offset();
        let workspace = Arc::new(Workspace::read_row(&value, index));
        // After rows were added, removed or moved, the row that followed this one is expected next.
        if let Some(at) = self.before.iter().position(|row| row.workspace.id == workspace.id) {
            self.next = at + 1;
        }
        Some(CachedRow { length, hash: self.hashes.hash_one(text.get(..length)?), workspace })
    }
}

/// The fields that are decoded from a workspace.
struct RawRow(Value);

impl<'de> Deserialize<'de> for RawRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::DeserializeSeed as _;
        FieldFilter(Some(WorkspacesPage::FIELDS)).deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::agents::metadata_texts;
    use crate::json::recorder::fields_read_by;
    use serde_json::json;
    use std::collections::BTreeSet;

    /// A page with one of each object that is decoded.
    const PAGE: &str = r#"{"count": 1, "workspaces": [{"id": "1", "name": "a", "owner_name": "b", "unread": {"id": []},
        "health": {"healthy": true}, "latest_build": {"id": "2", "job": {"id": "3", "status": "succeeded"},
        "matched_provisioners": {"count": 1}, "status": "running", "resources": [{"id": "4", "name": "main", "agents": [{
        "id": "5", "name": "main", "status": "connected", "lifecycle_state": "ready", "health": {"healthy": true},
        "apps": [{"id": "6"}], "metadata": [{"result": {"value": "1"}, "description": {"key": "cpu"}}]}]}]}}]}"#;

    #[test]
    fn the_fields_of_a_page_are_those_that_are_read_of_it() {
        let page = parse(PAGE).unwrap();
        let fields = fields_read_by(|| {
            let page = WorkspacesPage::from_json(&page).unwrap();
            // Metadata is decoded where it is shown.
            let mut agents = page.workspaces.iter().flat_map(|workspace| workspace.latest_build.agents());
            assert!(agents.all(|agent| metadata_texts(agent).count() == 1));
        });
        let named: BTreeSet<String> = WorkspacesPage::FIELDS.iter().map(|&field| field.to_owned()).collect();
        assert_eq!(fields, named);
        assert!(WorkspacesPage::FIELDS.is_sorted());
    }

    #[test]
    fn a_page_read_from_its_fields_alone_is_the_same() {
        let [all, some] = [parse(PAGE), parse_fields(PAGE, WorkspacesPage::FIELDS)].map(Option::unwrap);
        assert_eq!(WorkspacesPage::from_json(&all), WorkspacesPage::from_json(&some));
        assert_eq!(some.pointer("/workspaces/0/unread"), None);
    }

    fn row(id: u32, name: &str) -> Value {
        json!({"id": id.to_string(), "name": name, "owner_name": "b", "template_display_name": "a, b ] c",
            "latest_build": {"id": "2", "job": {"id": "3", "status": "succeeded"}, "status": "running"}})
    }

    /// Decodes successive lists, formatted as by Coder; returns how many workspaces of each were decoded anew.
    fn anew(lists: &[Vec<Value>]) -> Vec<usize> {
        let mut reader = PageReader::default();
        let mut before: Vec<Arc<Workspace>> = Vec::new();
        let mut counts = Vec::new();
        for list in lists {
            let page = json!({"workspaces": list, "count": 99});
            reader.start_refresh();
            let read = reader.read(&format!("{page}\n")).unwrap();
            assert_eq!(read, WorkspacesPage::from_json(&page).unwrap());
            let is_new = |w: &&Arc<Workspace>| !before.iter().any(|other| Arc::ptr_eq(other, w));
            counts.push(read.workspaces.iter().filter(is_new).count());
            before = read.workspaces;
        }
        counts
    }

    #[test]
    fn only_a_workspace_that_changed_is_read_anew() {
        let list = vec![row(1, "a"), row(2, "b"), row(3, "c")];
        let mut changed = list.clone();
        changed[1] = row(2, "z");
        assert_eq!(anew(&[list.clone(), list, changed.clone(), changed]), [3, 0, 1, 0]);
    }

    #[test]
    fn rows_that_came_or_went_do_not_make_those_behind_them_new() {
        let few = vec![row(1, "a"), row(3, "c"), row(4, "d")];
        let more = vec![row(1, "a"), row(2, "b"), row(3, "c"), row(4, "d")];
        assert_eq!(anew(&[few.clone(), more.clone(), few, vec![], more]), [3, 1, 1, 0, 4]);
    }

    #[test]
    fn the_first_rows_are_read_alone_and_not_again_with_the_rest() {
        let mut reader = PageReader::default();
        let rows: Vec<Value> = (0..5).map(|id| row(id, "a")).collect();
        let text = format!("{}\n", json!({"workspaces": rows, "count": 70}));
        let first = reader.read_prefix(&text, 2).unwrap();
        assert_eq!((first.workspaces.len(), first.count), (2, 70));
        reader.start_refresh();
        let all = reader.read(&text).unwrap();
        assert!(first.workspaces.iter().zip(&all.workspaces).all(|(a, b)| Arc::ptr_eq(a, b)));
        assert_eq!((all.workspaces.len(), all.count), (5, 70));
        assert_eq!(reader.read_prefix(&text, 9).unwrap(), all);
        assert_eq!(reader.read_prefix(r#"{"workspaces":[],"count":0}"#, 9).unwrap().workspaces, []);
        for other in [
            r#"{"workspaces":[],"count":"#,
            r#"{"workspaces":[],"count":0,"more":1}"#,
            r#"{"count":0}"#,
            "",
            "<html>",
        ] {
            assert_eq!(reader.read_prefix(other, 9), None, "{other}");
        }
    }

    #[test]
    fn a_failure_between_two_answers_does_not_make_the_second_new() {
        let mut reader = PageReader::default();
        let page = json!({"workspaces": [row(1, "a")], "count": 1}).to_string();
        let first = reader.read(&page).unwrap();
        reader.start_refresh();
        reader.start_refresh();
        assert!(Arc::ptr_eq(&first.workspaces[0], &reader.read(&page).unwrap().workspaces[0]));
    }

    #[test]
    fn a_page_that_is_written_otherwise_is_read_all_the_same() {
        let page = json!({"workspaces": [row(1, "a"), row(2, "b")], "count": 2});
        for text in [
            serde_json::to_string_pretty(&page).unwrap(),
            json!({"count": 2, "workspaces": page["workspaces"]}).to_string(),
        ] {
            assert_eq!(PageReader::default().read(&text), WorkspacesPage::from_json(&page), "{text}");
        }
    }

    #[test]
    fn a_row_that_cannot_be_read_costs_itself_and_says_where_it_went_wrong() {
        let build = |agent: Value| json!({"id": "2", "job": {"id": "3", "status": "succeeded"}, "status": "running", "resources": [{"agents": [agent]}]});
        let with = |change: Value| {
            let mut row = row(2, "b");
            row.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            row
        };
        let app = json!({"id": "a", "name": "main", "apps": [{"id": "x", "health": 7}]});
        let table = [
            (
                with(json!({"latest_build": build(json!({"name": "main"}))})),
                "b",
                "latest_build.resources[0].agents[0].id: expected a value, found nothing",
            ),
            (with(json!({"health": {}})), "b", "health.healthy: expected a value, found nothing"),
            (
                with(json!({"latest_build": build(app)})),
                "b",
                "latest_build.resources[0].agents[0].apps[0].health: expected a string, found a number",
            ),
            (with(json!({"name": 7})), "2", "name: expected a string, found a number"),
            (json!({"id": 7}), "#1", "id: expected a string, found a number"),
        ];
        for (bad, name, wrong) in table {
            let rows = [row(1, "a"), bad, row(3, "c")];
            let page = json!({"workspaces": rows, "count": 3});
            for text in [page.to_string(), serde_json::to_string_pretty(&page).unwrap()] {
                let read = PageReader::default().read(&text).unwrap();
                assert_eq!(read, WorkspacesPage::from_json(&page).unwrap(), "{text}");
                let names: Vec<&str> = read.workspaces.iter().map(|w| w.name.as_str()).collect();
                assert_eq!(names, ["a", name, "c"], "{text}");
                let message = read.workspaces[1].unreadable.as_ref().map(ToString::to_string);
                assert_eq!(message.as_deref(), Some(wrong), "{text}");
                assert!(read.workspaces[0].unreadable.is_none() && read.workspaces[2].unreadable.is_none());
            }
        }
    }

    #[test]
    fn what_is_no_page_is_said_with_its_place() {
        let row = row(1, "a").to_string();
        let message = |text: &str| PageReader::default().read(text).unwrap_err().to_string();
        assert_eq!(
            message(&format!(r#"{{"workspaces":[{row}],"counts":2}}"#)),
            "count: expected a value, found nothing"
        );
        for broken in [
            format!(r#"{{"workspaces":[{row}{row}],"count":2}}"#),
            format!(r#"{{"workspaces":[{row},],"count":2}}"#),
            format!(r#"{{"workspaces":[{row}"#),
            format!(r#"{{"workspaces":[{row}],"count":2"#),
            format!(r#"{{"workspaces":[{}"#, &row[..row.len() / 2]),
            String::new(),
        ] {
            assert_eq!(message(&broken), "the response: expected complete JSON, found nothing", "{broken}");
        }
    }
}
