//! Comparison of JSON values with the table.

use crate::{Kind, Type, fields};
use serde_json::Value;

/// Returns every difference between a value and a model of the table, with its path: unknown fields, missing
/// fields, wrong types and unknown words.
pub fn differences(model: &str, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(model, Type(model), value, &mut found);
    found
}

fn check(path: &str, of: Type, value: &Value, found: &mut Vec<String>) {
    if value.is_null() && of.is_nullable() {
        return;
    }
    let fits = match of.kind() {
        Kind::Boolean => value.is_boolean(),
        Kind::Integer => value.is_i64() || value.is_u64(),
        Kind::Number => value.is_number(),
        Kind::Text => value.is_string(),
        Kind::Time => value.as_str().is_some_and(is_time),
        Kind::Uuid => value.as_str().is_some_and(is_uuid),
        Kind::Words(words) => value.as_str().is_some_and(|word| words.contains(&word)),
        Kind::List(item) => value.as_array().is_some_and(|items| {
            for (index, value) in items.iter().enumerate() {
                check(&format!("{path}[{index}]"), item, value, found);
            }
            true
        }),
        Kind::Map(item) => value.as_object().is_some_and(|entries| {
            for (key, value) in entries {
                check(&format!("{path}.{key}"), item, value, found);
            }
            true
        }),
        Kind::Model(model) => check_model(path, model, value, found),
    };
    if !fits {
        found.push(format!("{path}: {value} is not {}", of.0));
    }
}

fn check_model(path: &str, model: &str, value: &Value, found: &mut Vec<String>) -> bool {
    let Some(fields) = fields(model) else {
        found.push(format!("{path}: {model} is not in the table"));
        return true;
    };
    let Some(object) = value.as_object() else { return false };
    for field in &fields {
        match object.get(field.name) {
            Some(value) => check(&format!("{path}.{}", field.name), field.holds, value, found),
            None if field.is_optional => {}
            None => found.push(format!("{path}.{} is missing", field.name)),
        }
    }
    let is_known = |key: &str| fields.iter().any(|field| field.name == key);
    found.extend(object.keys().filter(|key| !is_known(key)).map(|key| format!("{path}.{key} is not known")));
    true
}

/// Whether a text has the shape `2026-01-02T03:04:05.678Z`, with `Z` or an offset at its end.
fn is_time(text: &str) -> bool {
    let shape = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(byte, pattern)| match pattern {
                b'0' => byte.is_ascii_digit(),
                b'+' => matches!(byte, b'+' | b'-'),
                pattern => byte == pattern,
            })
    };
    let Some((day_and_time, rest)) = text.split_at_checked(19) else { return false };
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    shape(day_and_time, "0000-00-00T00:00:00") && (zone == "Z" || shape(zone, "+00:00"))
}

fn is_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_hex = |part: &&str| part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12]) && parts.iter().all(is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_kind_of_difference_is_found_and_named() {
        let mut health = json!({"healthy": true, "failing_agents": ["5f0f7a3e-0000-4000-8000-000000000001"]});
        assert_eq!(differences("WorkspaceHealth", &health), [""; 0]);
        health["failing_agents"] = json!(["x", 7]);
        health["more"] = json!(1);
        assert_eq!(
            differences("WorkspaceHealth", &health),
            [
                "WorkspaceHealth.failing_agents[0]: \"x\" is not uuid",
                "WorkspaceHealth.failing_agents[1]: 7 is not uuid",
                "WorkspaceHealth.more is not known",
            ]
        );
        assert_eq!(
            differences("WorkspaceHealth", &json!({"healthy": null})),
            ["WorkspaceHealth.failing_agents is missing", "WorkspaceHealth.healthy: null is not boolean"]
        );
        assert_eq!(
            differences("WorkspaceHealth", &json!([])),
            ["WorkspaceHealth: [] is not WorkspaceHealth"]
        );
        assert_eq!(
            differences("TransitionStats", &json!({"P50": null, "P95": 1.5})),
            ["TransitionStats.P95: 1.5 is not integer | null"]
        );
        let sent = json!({"transition": "explode"});
        assert_eq!(
            differences("CreateWorkspaceBuildRequest", &sent),
            ["CreateWorkspaceBuildRequest.transition: \"explode\" is not WorkspaceTransition"]
        );
        assert_eq!(differences("NoSuchThing", &json!({})), ["NoSuchThing: NoSuchThing is not in the table"]);
    }

    #[test]
    fn times_and_ids_have_a_shape() {
        for time in ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.123456Z", "2026-01-02T03:04:05+02:00"] {
            assert!(is_time(time), "{time}");
        }
        for other in [
            "",
            "2026-01-02",
            "2026-01-02 03:04:05Z",
            "2026-01-02T03:04:05",
            "2026-01-02T03:04:05.x",
            "ä".repeat(19).as_str(),
        ] {
            assert!(!is_time(other), "{other}");
        }
        assert!(is_uuid("5f0f7a3e-0000-4000-8000-00000000000a"));
        for other in
            ["", "5F0F7A3E-0000-4000-8000-000000000001", "5f0f7a3e00004000800000000000000a", "a-b-c-d-e"]
        {
            assert!(!is_uuid(other), "{other}");
        }
    }
}
