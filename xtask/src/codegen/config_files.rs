//! The configuration for adopters: Backstage's schema, the TypeScript interface, and the tables of the page.

use super::config_keys::{ConfigKeys, ConfigSection, Key, SOURCE, ValueType};
use super::markdown::{self, code, table};
use anyhow::Result;
use serde_json::{Map, Value, json};

/// The path of the page.
pub const PAGE: &str = "docs/configuration.md";

/// The path of the package's README.
pub const README: &str = "npm/backstage/README.md";

/// The greatest width of a line of TypeScript.
const WIDTH: usize = 110;

/// Returns the schema of `coder:` in `app-config.yaml`. Each key has a visibility of its own, so that browsers get no
/// key that is not in the schema.
///
/// # Errors
/// If it cannot be serialized.
pub fn schema(keys: &ConfigKeys) -> Result<String> {
    let mut properties = Map::new();
    for key in &keys.keys {
        let Some(section) = key.section() else {
            properties.insert(key.name().to_owned(), key_schema(key));
            continue;
        };
        if !properties.contains_key(section)
            && let Some(section) = keys.sections.iter().find(|known| known.name == section)
        {
            properties.insert(section.name.clone(), section_schema(keys, section));
        }
    }
    properties.insert("deployments".to_owned(), deployments_schema(keys));
    properties.insert("vault".to_owned(), vault_schema());
    // No section is required here: an app has one deployment or several, and the elements say what is missing.
    let coder = object(
        Some(
            "Coder workspaces on entity pages. Browsers receive the keys of this schema; other keys stay in the backend.",
        ),
        std::iter::empty(),
        properties,
    );
    let schema = json!({
        "$schema": "https://backstage.io/schema/config-v1",
        "title": "backstage-plugin-coder",
        "type": "object",
        "properties": { "coder": coder },
    });
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

/// Returns the schema of several deployments, which need the backend's plugin.
fn deployments_schema(keys: &ConfigKeys) -> Value {
    let own = keys.of(Some("deployment")).map(|key| (key.name().to_owned(), key_schema(key)));
    let id = text_schema(
        "Name of the deployment, for the annotation `coder.com/deployment` of entities, and stored with links.",
    );
    let first = [("id".to_owned(), id), ("title".to_owned(), title_schema())];
    let predicate = json!({
        "type": "object",
        "description": "Filter predicate of the entities whose workspaces are at this deployment.",
        "deepVisibility": "frontend",
    });
    let last = [("match".to_owned(), predicate), ("oauth".to_owned(), oauth_schema())];
    let properties = first.into_iter().chain(own).chain(last).collect();
    json!({
        "type": "array",
        "description": "Several deployments; needs the backend's Coder plugin. Default: `deployment` alone.",
        "items": object(None, ["id", "accessUrl"].into_iter(), properties),
    })
}

fn title_schema() -> Value {
    text_schema("Title of the deployment for users, if there are several. Default: its id.")
}

fn text_schema(description: &str) -> Value {
    json!({ "type": "string", "description": description, "visibility": "frontend" })
}

/// Returns the schema of the backend's vault. Browsers get the ids of its keys, by which the adapter knows that the
/// backend has the plugin with the gateway.
fn vault_schema() -> Value {
    let id = json!({ "type": "string", "visibility": "frontend" });
    let keys = json!({ "type": "array", "items": { "type": "object", "properties": { "id": id } } });
    json!({ "type": "object", "properties": { "keys": keys } })
}

/// Returns the schema of the backend's OAuth application. Browsers get its client id, by which the adapter knows that
/// there is one.
fn oauth_schema() -> Value {
    let id = json!({ "type": "string", "visibility": "frontend" });
    json!({ "type": "object", "properties": { "clientId": id } })
}

fn section_schema(keys: &ConfigKeys, section: &ConfigSection) -> Value {
    let own: Vec<&Key> = keys.of(Some(&section.name)).collect();
    let required = own.iter().filter(|key| key.required).map(|key| key.name());
    let mut properties: Map<String, Value> =
        own.iter().map(|key| (key.name().to_owned(), key_schema(key))).collect();
    if section.name == "deployment" {
        properties.insert("title".to_owned(), title_schema());
        properties.insert("oauth".to_owned(), oauth_schema());
    }
    object(section.description.as_deref(), required, properties)
}

fn object<'a>(
    description: Option<&str>,
    required: impl Iterator<Item = &'a str>,
    properties: Map<String, Value>,
) -> Value {
    let mut schema = Map::from_iter([("type".to_owned(), json!("object"))]);
    if let Some(description) = description {
        schema.insert("description".to_owned(), json!(description));
    }
    let required: Vec<&str> = required.collect();
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema.insert("properties".to_owned(), Value::Object(properties));
    Value::Object(schema)
}

fn key_schema(key: &Key) -> Value {
    let description = key.summary();
    match key.value {
        ValueType::Text | ValueType::Url | ValueType::Query => text_schema(&description),
        ValueType::Enum => {
            json!({ "type": "string", "enum": key.values, "description": description, "visibility": "frontend" })
        }
        ValueType::Integer => {
            json!({ "type": "number", "description": description, "visibility": "frontend" })
        }
        ValueType::TextMap => json!({
            "type": "object",
            "description": description,
            "additionalProperties": { "type": "string", "visibility": "frontend" },
        }),
        ValueType::TextList => json!({
            "type": "array",
            "description": description,
            "items": { "type": "string", "visibility": "frontend" },
        }),
    }
}

/// Returns the interface `CoderAppConfig`, without the adapter's keys.
pub fn declarations(keys: &ConfigKeys) -> String {
    let mut text = format!(
        "// Generated by `cargo xtask codegen` from {SOURCE}.\n\n\
         /** Configuration of the platform team; the keys are the React plugin's. */\n\
         export interface CoderAppConfig {{\n"
    );
    for section in &keys.sections {
        if let Some(description) = &section.description {
            text += &comment("  ", description);
        }
        text += &format!("  {}{}: {{\n", section.name, optional(section.required));
        for key in keys.of(Some(&section.name)) {
            text += &comment("    ", &key.summary());
            text += &format!("    {}{}: {};\n", key.name(), optional(key.required), typescript(key));
        }
        text += "  };\n";
    }
    text + "}\n"
}

fn optional(required: bool) -> &'static str {
    if required { "" } else { "?" }
}

fn typescript(key: &Key) -> String {
    match key.value {
        ValueType::Text | ValueType::Url | ValueType::Query => "string".to_owned(),
        ValueType::Integer => "number".to_owned(),
        ValueType::Enum => {
            key.values.iter().map(|value| format!("'{value}'")).collect::<Vec<_>>().join(" | ")
        }
        ValueType::TextMap => "Record<string, string | undefined>".to_owned(),
        ValueType::TextList => "readonly string[]".to_owned(),
    }
}

/// Returns a documentation comment, on several lines if one is too long.
fn comment(indent: &str, text: &str) -> String {
    let line = format!("{indent}/** {text} */\n");
    if line.chars().count() <= WIDTH {
        return line;
    }
    let mut lines = vec![format!("{indent} *")];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(last) if last.chars().count() + word.chars().count() < WIDTH => *last += &format!(" {word}"),
            _ => lines.push(format!("{indent} * {word}")),
        }
    }
    format!("{indent}/**\n{}\n{indent} */\n", lines.join("\n"))
}

/// Returns the text of the page.
///
/// # Errors
/// If the page lacks a generated section.
pub fn page(keys: &ConfigKeys) -> Result<String> {
    let rows = |of_adapter: bool| key_table(keys, |key| key.section().is_none() == of_adapter);
    let sections = [
        markdown::Section { name: "keys", text: rows(false) },
        markdown::Section { name: "keys of the adapter", text: rows(true) },
    ];
    markdown::page(PAGE, SOURCE, &sections)
}

/// Returns the text of the package's README.
///
/// # Errors
/// If the README lacks the generated section.
pub fn readme(keys: &ConfigKeys) -> Result<String> {
    let sections = [markdown::Section { name: "main keys", text: key_table(keys, |key| key.featured) }];
    markdown::page(README, SOURCE, &sections)
}

fn key_table(keys: &ConfigKeys, wanted: impl Fn(&Key) -> bool) -> String {
    let rows = keys.keys.iter().filter(|key| wanted(key)).map(row);
    table(["key", "type", "default", "description"], rows)
}

fn row(key: &Key) -> [String; 4] {
    let default = match &key.default {
        _ if key.required => "required".to_owned(),
        None => "none".to_owned(),
        Some(default) => key.shown(default),
    };
    [code(&key.path), allowed(key), default, key.description.clone()]
}

fn allowed(key: &Key) -> String {
    match (key.value, key.range, key.unit) {
        (_, Some([low, high]), Some(unit)) => format!("{low} – {high} {}", unit.symbol()),
        (ValueType::Enum, ..) => key.values.iter().map(|value| code(value)).collect::<Vec<_>>().join(", "),
        (ValueType::Url, ..) => "URL".to_owned(),
        (ValueType::Query, ..) => "search query".to_owned(),
        (ValueType::TextMap, ..) => "map of text".to_owned(),
        (ValueType::TextList, ..) => "list of text".to_owned(),
        (ValueType::Text | ValueType::Integer, ..) => "text".to_owned(),
    }
}
