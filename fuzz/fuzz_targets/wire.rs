//! Arbitrary JSON as any of Coder's responses.
#![no_main]

use coder_core::actions::{Permissions, available_actions};
use coder_core::json::FromJson as _;
use coder_core::models::{
    ErrorBody, LogLine, PageReader, ListeningPorts, Preset, Quota, Regions, Template, User, WorkspacesPage,
};
use coder_core::{diagnosis::diagnosis, status};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &str| {
    let Ok(value) = serde_json::from_str::<Value>(data) else { return };
    let _ = ErrorBody::from_json(&value);
    let _ = LogLine::from_json(&value);
    let _ = ListeningPorts::from_json(&value);
    let _ = Preset::from_json(&value);
    let _ = Quota::from_json(&value);
    let _ = Regions::from_json(&value);
    let _ = Template::from_json(&value);
    let user = User::from_json(&value);
    let page = WorkspacesPage::from_json(&value);
    let (text, mut reader) = (value.to_string(), PageReader::default());
    for _ in 0..2 {
        reader.start_refresh();
        assert_eq!(reader.read(&text), page);
    }
    let Ok(page) = page else { return };
    for workspace in &page.workspaces {
        let _ = status::status_display(workspace);
        let _ = status::badges(workspace);
        let _ = diagnosis(workspace);
        if let Ok(user) = &user {
            let _ = available_actions(workspace, Permissions::from_role(workspace, user));
        }
    }
});
