//! Configuration and entity: two JSON texts, separated by a line feed.
#![no_main]

use coder_core::{AppConfig, Entity, WorkspacesConfig, entity_query};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &str| {
    let (app, entity) = data.split_once('\n').unwrap_or((data, "null"));
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|_| Value::from(text));
    let (app, problems) = AppConfig::read(&json(app));
    for problem in &problems {
        assert!(!problem.to_string().is_empty());
    }
    let entity = Entity::read(&json(entity)).ok();
    let merged = WorkspacesConfig::merge(&app, entity.as_ref());
    if let Some(url) = &merged.creation_url {
        assert!(url.starts_with("https://") || url.starts_with("http://"));
    }
    let _ = entity_query::for_entity(&merged);
});
