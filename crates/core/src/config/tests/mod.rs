//! Tests of reading and merging the configuration.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod app_config;
mod entity;
mod merge;
mod unknown_keys;

use super::*;
use crate::entity::Entity;
use serde_json::{Value, json};

/// Returns the React plugin's standard fixture.
fn app() -> AppConfig {
    let (config, problems) = AppConfig::read(&json!({
        "deployment": {"accessUrl": "https://dev.coder.com"},
        "workspaces": {
            "defaultTemplateName": "devcontainers",
            "defaultMode": "manual",
            "repoUrlParamKeys": ["custom_repo", "repo_url"],
            "params": {"repo": "custom", "region": "eu-helsinki"},
        },
    }));
    assert_eq!(problems, []);
    config
}

fn entity(source: &str, coder: Value) -> Entity {
    Entity::read(&json!({
        "kind": "Component",
        "metadata": {"name": "x", "annotations": {"backstage.io/source-location": source}},
        "spec": {"coder": coder},
    }))
    .unwrap()
}
