//! The configuration, as JSON.

use coder_core::gateway::{Deployment, Settings};
use serde_json::{Value, json};

/// Returns the settings, or the text of a mistake.
pub fn read(coder: &Value) -> Value {
    match Settings::read(coder) {
        Ok(settings) => json!({
            "deployments": settings.deployments.iter().map(deployment).collect::<Vec<_>>(),
            "keys": settings.keys.iter().map(|key| json!({ "id": key.id, "secret": key.secret })).collect::<Vec<_>>(),
            "rateLimit": settings.rate_limit,
            "forgetAfterDays": settings.forget_after_days,
        }),
        Err(mistake) => json!({ "mistake": mistake.to_string() }),
    }
}

fn deployment(deployment: &Deployment) -> Value {
    let app = deployment.oauth.as_ref();
    let mut fields = json!({
        "id": deployment.id,
        "title": deployment.title,
        "accessUrl": deployment.access_url.as_str(),
        "backendUrl": deployment.backend_url.as_str(),
        "oauth": app.map(|app| json!({ "clientId": app.client_id, "clientSecret": app.client_secret })),
    });
    if let Some(fields) = fields.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde_json::json;

    #[test]
    fn settings_cross_as_json_without_what_is_not_there() {
        let url = "https://coder.example.com";
        let settings = read(&json!({ "deployment": { "accessUrl": url } }));
        let deployment = json!({ "id": "default", "accessUrl": url, "backendUrl": url });
        assert_eq!(
            settings,
            json!({ "deployments": [deployment], "keys": [], "rateLimit": 300, "forgetAfterDays": 90 })
        );
        assert!(read(&json!({}))["mistake"].as_str().is_some_and(|text| text.contains("accessUrl")));
    }
}
