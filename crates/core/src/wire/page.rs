//! Pages of workspaces, and how one page after the other is read.

use super::Workspace;
use crate::json::{Malformed, Object, Picked, Read, parse, parse_only};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

/// One page of `GET /api/v2/workspaces`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspacesPage {
    /// The page's rows: own favorites first, then running ones, then by owner and name. May be shorter than
    /// asked for: rows the caller may not read are skipped but counted.
    pub workspaces: Vec<Arc<Workspace>>,
    /// How many match in all, whatever the page.
    pub count: i64,
}

impl WorkspacesPage {
    /// The fields that are read of a page, sorted: for [`crate::json::parse_only`].
    pub const FIELDS: &[&str] = &[
        "agents",
        "allow_renames",
        "apps",
        "automatic_updates",
        "autostart_schedule",
        "available",
        "build_number",
        "command",
        "completed_at",
        "count",
        "created_at",
        "deadline",
        "deleting_at",
        "display_apps",
        "display_name",
        "dormant_at",
        "error",
        "error_code",
        "expanded_directory",
        "external",
        "failing_agents",
        "favorite",
        "group",
        "has_external_agent",
        "health",
        "healthy",
        "hidden",
        "hide",
        "icon",
        "id",
        "job",
        "last_used_at",
        "latest_build",
        "lifecycle_state",
        "logs_overflowed",
        "matched_provisioners",
        "max_deadline",
        "name",
        "open_in",
        "organization_name",
        "outdated",
        "owner_id",
        "owner_name",
        "parent_id",
        "queue_position",
        "queue_size",
        "reason",
        "resources",
        "slug",
        "started_at",
        "startup_script_behavior",
        "status",
        "subdomain",
        "subdomain_name",
        "template_active_version_id",
        "template_allow_user_cancel_workspace_jobs",
        "template_display_name",
        "template_icon",
        "template_id",
        "template_name",
        "template_require_active_version",
        "template_use_classic_parameter_flow",
        "template_version_id",
        "transition",
        "ttl_ms",
        "url",
        "workspaces",
    ];
}

impl Read for WorkspacesPage {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        let rows: Vec<Value> = o.list("workspaces")?;
        let row = |(index, row): (usize, &Value)| Arc::new(Workspace::read_row(row, index));
        Ok(Self { workspaces: rows.iter().enumerate().map(row).collect(), count: o.required("count")? })
    }
}

/// Reads pages as they are asked for again and again, and of each only the workspaces that changed.
///
/// Coder has no way to ask for changes alone. Every refresh brings seven kilobytes for each row, most of them the
/// very bytes that came before; to read those takes longer than to see that they are the same (`bench/PROFILE.md`).
///
/// ```
/// use coder_core::wire::PageReader;
/// let mut reader = PageReader::default();
/// let text = r#"{"workspaces":[{"id":"1","name":"a","owner_name":"b","latest_build":
///     {"id":"2","job":{"id":"3","status":"succeeded"},"status":"running"}}],"count":1}"#;
/// let first = reader.read(text).unwrap();
/// reader.begin();
/// let second = reader.read(text).unwrap();
/// assert!(std::sync::Arc::ptr_eq(&first.workspaces[0], &second.workspaces[0]));
/// ```
#[derive(Default)]
pub struct PageReader {
    before: Vec<Known>,
    now: Vec<Known>,
    /// Which one of those before is expected next.
    next: usize,
    hashes: RandomState,
}

/// A workspace, and how to know its text again without keeping it.
#[derive(Clone)]
struct Known {
    length: usize,
    hash: u64,
    workspace: Arc<Workspace>,
}

impl PageReader {
    /// What was read until now is what the next pages are compared with.
    pub fn begin(&mut self) {
        // An asking that failed brought nothing to compare with.
        if !self.now.is_empty() {
            self.before = std::mem::take(&mut self.now);
        }
        self.next = 0;
    }

    /// Reads a page.
    ///
    /// # Errors
    /// [`Malformed`] if it is none.
    pub fn read(&mut self, text: &str) -> Result<WorkspacesPage, Malformed> {
        match self.as_coder_writes(text) {
            Some(page) => Ok(page),
            None => {
                let page = parse_only(text, WorkspacesPage::FIELDS);
                WorkspacesPage::read(&page.ok_or_else(|| Malformed::new("complete JSON", None))?)
            }
        }
    }

    /// The first workspaces of a page, and how many match in all; the rest is not looked at. `None` for what Coder
    /// would not write.
    pub fn first(&mut self, text: &str, most: usize) -> Option<WorkspacesPage> {
        let (_, count) = text.rsplit_once(r#"],"count":"#)?;
        let count = count.trim_end().strip_suffix('}')?.parse().ok()?;
        let (workspaces, _) = self.rows(text, most)?;
        Some(WorkspacesPage { workspaces, count })
    }

    /// A page without a space between its parts; nothing is said of what is wrong with another.
    fn as_coder_writes(&mut self, text: &str) -> Option<WorkspacesPage> {
        let (workspaces, rest) = self.rows(text, usize::MAX)?;
        let fields = rest.strip_prefix("],")?;
        let count = Object::new(&parse(&format!("{{{fields}"))?).ok()?.required("count").ok()?;
        Some(WorkspacesPage { workspaces, count })
    }

    /// The first workspaces, and the text behind them.
    fn rows<'a>(&mut self, text: &'a str, most: usize) -> Option<(Vec<Arc<Workspace>>, &'a str)> {
        let mut rest = text.strip_prefix(r#"{"workspaces":["#)?;
        let mut workspaces = Vec::new();
        while workspaces.len() < most && !rest.starts_with(']') {
            let known = self.again(rest).or_else(|| self.anew(rest, workspaces.len()))?;
            let after = rest.get(known.length..)?;
            let more = after.strip_prefix(',').filter(|more| more.starts_with('{'));
            rest = more.or_else(|| after.starts_with(']').then_some(after))?;
            workspaces.push(known.workspace.clone());
            self.now.push(known);
        }
        Some((workspaces, rest))
    }

    /// The workspace at the beginning of the text, if it is the expected one, unchanged.
    fn again(&mut self, text: &str) -> Option<Known> {
        let known = self.before.get(self.next)?;
        // An object's text is not the beginning of another's.
        if self.hashes.hash_one(text.get(..known.length)?) != known.hash {
            return None;
        }
        self.next += 1;
        Some(known.clone())
    }

    fn anew(&mut self, text: &str, index: usize) -> Option<Known> {
        let mut elements = serde_json::Deserializer::from_str(text).into_iter::<Element>();
        let Element(value) = elements.next()?.ok()?;
        let length = elements.byte_offset();
        let workspace = Arc::new(Workspace::read_row(&value, index));
        // Where rows came, went or moved, what followed this one is expected after it.
        if let Some(at) = self.before.iter().position(|known| known.workspace.id == workspace.id) {
            self.next = at + 1;
        }
        Some(Known { length, hash: self.hashes.hash_one(text.get(..length)?), workspace })
    }
}

/// What is read of a workspace.
struct Element(Value);

impl<'de> Deserialize<'de> for Element {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::DeserializeSeed as _;
        Picked(Some(WorkspacesPage::FIELDS)).deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::tests::asked_by;
    use serde_json::json;
    use std::collections::BTreeSet;

    /// One of everything that is looked into.
    const PAGE: &str = r#"{"count": 1, "workspaces": [{"id": "1", "name": "a", "owner_name": "b", "unread": {"id": []},
        "health": {"healthy": true}, "latest_build": {"id": "2", "job": {"id": "3", "status": "succeeded"},
        "matched_provisioners": {"count": 1}, "status": "running", "resources": [{"id": "4", "name": "main", "agents": [{
        "id": "5", "name": "main", "status": "connected", "lifecycle_state": "ready", "health": {"healthy": true},
        "apps": [{"id": "6"}]}]}]}}]}"#;

    #[test]
    fn the_fields_of_a_page_are_those_that_are_read_of_it() {
        let page = parse(PAGE).unwrap();
        let asked = asked_by(|| drop(WorkspacesPage::read(&page).unwrap()));
        let named: BTreeSet<String> = WorkspacesPage::FIELDS.iter().map(|&field| field.to_owned()).collect();
        assert_eq!(asked, named);
        assert!(WorkspacesPage::FIELDS.is_sorted());
    }

    #[test]
    fn a_page_read_from_its_fields_alone_is_the_same() {
        let [all, some] = [parse(PAGE), parse_only(PAGE, WorkspacesPage::FIELDS)].map(Option::unwrap);
        assert_eq!(WorkspacesPage::read(&all), WorkspacesPage::read(&some));
        assert_eq!(some.pointer("/workspaces/0/unread"), None);
    }

    fn row(id: u32, name: &str) -> Value {
        json!({"id": id.to_string(), "name": name, "owner_name": "b", "template_display_name": "a, b ] c",
            "latest_build": {"id": "2", "job": {"id": "3", "status": "succeeded"}, "status": "running"}})
    }

    /// Reads lists one after the other, as Coder writes them; how many workspaces of each were read anew.
    fn anew(lists: &[Vec<Value>]) -> Vec<usize> {
        let mut reader = PageReader::default();
        let mut before: Vec<Arc<Workspace>> = Vec::new();
        let mut counts = Vec::new();
        for list in lists {
            let page = json!({"workspaces": list, "count": 99});
            reader.begin();
            let read = reader.read(&format!("{page}\n")).unwrap();
            assert_eq!(read, WorkspacesPage::read(&page).unwrap());
            let is_new = |w: &&Arc<Workspace>| !before.iter().any(|known| Arc::ptr_eq(known, w));
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
        let first = reader.first(&text, 2).unwrap();
        assert_eq!((first.workspaces.len(), first.count), (2, 70));
        reader.begin();
        let all = reader.read(&text).unwrap();
        assert!(first.workspaces.iter().zip(&all.workspaces).all(|(a, b)| Arc::ptr_eq(a, b)));
        assert_eq!((all.workspaces.len(), all.count), (5, 70));
        assert_eq!(reader.first(&text, 9).unwrap(), all);
        assert_eq!(reader.first(r#"{"workspaces":[],"count":0}"#, 9).unwrap().workspaces, []);
        for other in [
            r#"{"workspaces":[],"count":"#,
            r#"{"workspaces":[],"count":0,"more":1}"#,
            r#"{"count":0}"#,
            "",
            "<html>",
        ] {
            assert_eq!(reader.first(other, 9), None, "{other}");
        }
    }

    #[test]
    fn a_failure_between_two_answers_does_not_make_the_second_new() {
        let mut reader = PageReader::default();
        let page = json!({"workspaces": [row(1, "a")], "count": 1}).to_string();
        let first = reader.read(&page).unwrap();
        reader.begin();
        reader.begin();
        assert!(Arc::ptr_eq(&first.workspaces[0], &reader.read(&page).unwrap().workspaces[0]));
    }

    #[test]
    fn a_page_that_is_written_otherwise_is_read_all_the_same() {
        let page = json!({"workspaces": [row(1, "a"), row(2, "b")], "count": 2});
        for text in [
            serde_json::to_string_pretty(&page).unwrap(),
            json!({"count": 2, "workspaces": page["workspaces"]}).to_string(),
        ] {
            assert_eq!(PageReader::default().read(&text), WorkspacesPage::read(&page), "{text}");
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
                assert_eq!(read, WorkspacesPage::read(&page).unwrap(), "{text}");
                let names: Vec<&str> = read.workspaces.iter().map(|w| w.name.as_str()).collect();
                assert_eq!(names, ["a", name, "c"], "{text}");
                let said = read.workspaces[1].unreadable.as_ref().map(ToString::to_string);
                assert_eq!(said.as_deref(), Some(wrong), "{text}");
                assert!(read.workspaces[0].unreadable.is_none() && read.workspaces[2].unreadable.is_none());
            }
        }
    }

    #[test]
    fn what_is_no_page_is_said_with_its_place() {
        let row = row(1, "a").to_string();
        let said = |text: &str| PageReader::default().read(text).unwrap_err().to_string();
        assert_eq!(
            said(&format!(r#"{{"workspaces":[{row}],"counts":2}}"#)),
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
            assert_eq!(said(&broken), "the answer: expected complete JSON, found nothing", "{broken}");
        }
    }
}
