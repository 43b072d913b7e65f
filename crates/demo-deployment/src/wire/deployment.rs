//! The deployment itself: build info and regions.

use super::ids::VERSION;
use crate::model::oauth::OAuthSwitch;
use serde_json::{Value, json};

/// Returns the body of `GET /buildinfo`.
pub fn build_info(oauth: OAuthSwitch) -> Value {
    let mut info = json!({
        "external_url": "https://github.com/coder/coder",
        "version": VERSION,
        "dashboard_url": "https://coder.example.com",
        "telemetry": false,
        "workspace_proxy": false,
        "agent_api_version": "2.9",
        "provisioner_api_version": "1.17",
        "upgrade_message": "",
        "deployment_id": "d0d0d0d0-5555-4555-8555-000000000001",
    });
    // Coder sends this field since 2.38.
    if oauth != OAuthSwitch::OffBefore238 {
        info["oauth2_provider"] = json!(oauth == OAuthSwitch::On);
    }
    info
}

/// Returns the body of `GET /regions`.
pub fn regions() -> Value {
    json!({"regions": [{
        "id": "d0d0d0d0-5555-4555-8555-000000000002",
        "name": "primary",
        "display_name": "Helsinki",
        "icon_url": "/emojis/1f1eb-1f1ee.png",
        "healthy": true,
        "path_app_url": "https://coder.example.com",
        "wildcard_hostname": "*.apps.example.com",
    }]})
}
