//! Any JSON as any of Coder's answers.
#![no_main]

use coder_core::actions::{Permissions, actions};
use coder_core::json::Read as _;
use coder_core::wire::{
    ErrorBody, LogLine, PageReader, Ports, Preset, Quota, Regions, Template, User, WorkspacesPage,
};
use coder_core::{diagnosis::diagnosis, status};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &str| {
    let Ok(value) = serde_json::from_str::<Value>(data) else { return };
    let _ = ErrorBody::read(&value);
    let _ = LogLine::read(&value);
    let _ = Ports::read(&value);
    let _ = Preset::read(&value);
    let _ = Quota::read(&value);
    let _ = Regions::read(&value);
    let _ = Template::read(&value);
    let user = User::read(&value);
    let page = WorkspacesPage::read(&value);
    let (text, mut reader) = (value.to_string(), PageReader::default());
    for _ in 0..2 {
        reader.begin();
        assert_eq!(reader.read(&text), page);
    }
    let Ok(page) = page else { return };
    for workspace in &page.workspaces {
        let _ = status::display(workspace);
        let _ = status::badges(workspace);
        let _ = diagnosis(workspace);
        if let Ok(user) = &user {
            let _ = actions(workspace, Permissions::known(workspace, user));
        }
    }
});
