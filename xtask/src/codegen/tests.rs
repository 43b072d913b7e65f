//! Tests that generated files agree with their sources, and the sources with the code.

use super::config_keys::{ConfigKeys, Key, ValueType};
use super::elements::{Element, Elements, Item};
use crate::paths;
use anyhow::{Context, Result};
use coder_core::AppConfig;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use syn::{Expr, ExprLit, ExprStruct, Lit};

fn read(path: impl AsRef<Path>) -> Result<String> {
    let path = paths::root().join(path);
    fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))
}

#[test]
fn generated_files_are_current() -> Result<()> {
    super::check()
}

/// Returns the texts of the Rust files below a directory, without the development app.
fn rust_sources(dir: &str) -> Result<Vec<String>> {
    let (mut open, mut sources) = (vec![paths::root().join(dir)], Vec::new());
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).with_context(|| format!("no {}", dir.display()))? {
            let path = entry?.path();
            if path.is_dir() && !path.ends_with("standalone") {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                sources.push(read(path)?);
            }
        }
    }
    Ok(sources)
}

/// Returns the names that follow a text in the sources.
fn names_after(sources: &[String], start: &str) -> BTreeSet<String> {
    let found = sources.iter().flat_map(|source| source.split(start).skip(1));
    let names = found
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect::<String>());
    names.filter(|name| !name.is_empty()).collect()
}

fn names_of(elements: &Elements, of: impl Fn(&Element) -> &[Item]) -> BTreeSet<String> {
    let names = elements.elements.iter().flat_map(|element| of(element).iter().map(|item| item.name.clone()));
    names.filter(|name| !name.is_empty()).collect()
}

/// Returns the texts of a literal or of a list of literals.
fn literals(expr: &Expr) -> Vec<String> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => vec![text.value()],
        Expr::Reference(reference) => literals(&reference.expr),
        Expr::Array(array) => array.elems.iter().flat_map(literals).collect(),
        _ => Vec::new(),
    }
}

/// Returns the tag, attributes and properties of the `ElementDef` constants in `src/element`.
fn definitions() -> Result<Vec<[Vec<String>; 3]>> {
    let mut found = Vec::new();
    for source in rust_sources("src/element")? {
        for item in syn::parse_file(&source)?.items {
            if let syn::Item::Const(item) = item
                && let Expr::Struct(definition) = &*item.expr
                && definition.path.is_ident("ElementDef")
            {
                found.push(["tag", "attributes", "properties"].map(|name| field(definition, name)));
            }
        }
    }
    Ok(found)
}

fn field(definition: &ExprStruct, name: &str) -> Vec<String> {
    let named = |member: &syn::Member| matches!(member, syn::Member::Named(ident) if ident == name);
    let value = definition.fields.iter().find(|field| named(&field.member));
    value.map(|field| literals(&field.expr)).unwrap_or_default()
}

#[test]
fn the_reference_has_the_attributes_and_properties_of_every_element_definition() -> Result<()> {
    let names = |items: &[Item]| items.iter().map(|item| item.name.clone()).collect::<Vec<_>>();
    let reference = Elements::load()?.elements;
    let mut wanted: Vec<_> = reference
        .iter()
        .map(|element| [vec![element.tag.clone()], names(&element.attributes), names(&element.properties)])
        .collect();
    let mut defined = definitions()?;
    defined.sort();
    wanted.sort();
    assert_eq!(defined, wanted);
    Ok(())
}

#[test]
fn the_reference_has_the_parts_slots_and_events_of_the_sources() -> Result<()> {
    let (elements, sources) = (Elements::load()?, rust_sources("src")?);
    let mut parts = names_after(&sources, "part=\"");
    parts.extend(names_after(&sources, "part: \""));
    // A component that only Rust code uses.
    parts.remove("error-boundary");
    assert_eq!(names_of(&elements, |element| &element.parts), parts);
    assert_eq!(names_of(&elements, |element| &element.slots), names_after(&sources, "<slot name=\""));
    let mut events = names_after(&sources, "send(host, \"");
    events.extend(names_after(&sources, "send_text(host, \""));
    assert_eq!(names_of(&elements, |element| &element.events), events);
    Ok(())
}

#[test]
fn the_reference_has_the_custom_properties_of_the_sheet() -> Result<()> {
    let used = names_after(&[read("style/tokens.css")?], "var(--coder");
    let described = Elements::load()?.custom_properties.into_iter();
    let described: BTreeSet<String> = described.map(|item| item.name.replace("--coder", "")).collect();
    assert_eq!(described, used);
    Ok(())
}

/// Returns the error of a reference in which `from` is replaced by `to`.
fn error_with(from: &str, to: &str) -> Result<String> {
    let text = read(super::elements::SOURCE)?;
    assert!(text.contains(from), "{from}");
    Ok(Elements::parse(&text.replace(from, to)).err().map(|error| error.to_string()).unwrap_or_default())
}

#[test]
fn names_without_description_and_unused_descriptions_are_errors() -> Result<()> {
    assert_eq!(
        error_with("[attribute.show]", "[attribute.shown]")?,
        "coder-workspaces-card has the attribute show, without a description"
    );
    assert_eq!(error_with("way = ", "odd = \"\"\nway = ")?, "no element has the part odd");
    Ok(())
}

/// Reads a configuration with one more key; returns it, and the keys of its problems.
fn config_with(key: &Key, value: Value) -> (AppConfig, Vec<String>) {
    let mut config = json!({
        "deployment": { "accessUrl": "https://coder.example.com" },
        "workspaces": {},
        "incompatible": { "text": "Not for Coder." },
        "tuning": {},
    });
    config[key.section().unwrap_or_default()][key.name()] = value;
    let (config, problems) = AppConfig::read(&config);
    let mut keys: Vec<String> = problems.into_iter().map(|problem| problem.key).collect();
    // A text that is required and of another type has two problems.
    keys.dedup();
    (config, keys)
}

/// Returns values that a key allows.
fn good_values(key: &Key) -> Vec<Value> {
    match (key.value, key.range) {
        (_, Some([low, high])) => vec![json!(low), json!(high)],
        (ValueType::Enum, _) => key.values.iter().map(|value| json!(value)).collect(),
        (ValueType::Url, _) => vec![json!("https://example.com")],
        (ValueType::TextMap, _) => vec![json!({ "region": "eu" })],
        (ValueType::TextList, _) => vec![json!(["repo"])],
        (ValueType::Text | ValueType::Query | ValueType::Integer, _) => vec![json!("owner:me")],
    }
}

/// Returns values that a key does not allow.
fn bad_values(key: &Key) -> Vec<Value> {
    match (key.value, key.range) {
        (_, Some([low, high])) => vec![json!(i64::from(low) - 1), json!(i64::from(high) + 1)],
        (ValueType::Enum | ValueType::Url, _) => vec![json!("no such value")],
        _ => vec![json!(7)],
    }
}

#[test]
fn the_configuration_reads_every_key_with_the_documented_values() -> Result<()> {
    for key in ConfigKeys::load()?.keys.iter().filter(|key| key.section().is_some()) {
        for value in good_values(key) {
            assert_eq!(config_with(key, value.clone()).1, [""; 0], "{}: {value}", key.path);
        }
        for value in bad_values(key) {
            assert_eq!(config_with(key, value.clone()).1, [key.path.as_str()], "{}: {value}", key.path);
        }
    }
    Ok(())
}

#[test]
fn numbers_of_the_configuration_have_the_documented_defaults() -> Result<()> {
    for key in &ConfigKeys::load()?.keys {
        let (Some([low, _]), Some(default)) = (key.range, &key.default) else { continue };
        let default: u32 = default.parse().with_context(|| key.path.clone())?;
        let without = config_with(key, Value::Null).0;
        assert_eq!(config_with(key, json!(default)).0, without, "{}", key.path);
        assert_ne!(config_with(key, json!(low)).0, without, "{}", key.path);
    }
    Ok(())
}

#[test]
fn the_adapter_reads_its_keys() -> Result<()> {
    let source = read("npm/backstage/src/config.ts")?;
    let names: Vec<String> = ConfigKeys::load()?.of(None).map(|key| key.path.clone()).collect();
    assert!(
        source.contains(&format!(
            "const {{ {}, vault, deployments = [], ...file }} = section;",
            names.join(", ")
        )),
        "{names:?}"
    );
    Ok(())
}

#[test]
fn browsers_get_the_keys_of_the_configuration_one_by_one() -> Result<()> {
    /// Checks a schema and those inside it; returns the number of keys that hold a value.
    fn check(key: &str, schema: &Value) -> usize {
        let properties = schema["properties"].as_object().into_iter().flatten();
        let items = ["additionalProperties", "items"].map(|name| schema.get(name).map(|inner| (name, inner)));
        let inner: Vec<(&str, &Value)> = properties
            .map(|(name, inner)| (name.as_str(), inner))
            .chain(items.into_iter().flatten())
            .collect();
        // A visibility on a key that holds others would expose unknown ones. A predicate's keys are the entity's.
        let (visibility, deep) = match (key, inner.is_empty()) {
            ("match", _) => (Value::Null, json!("frontend")),
            (_, true) => (json!("frontend"), Value::Null),
            (_, false) => (Value::Null, Value::Null),
        };
        assert_eq!(schema["visibility"], visibility, "{key}");
        assert_eq!(schema["deepVisibility"], deep, "{key}");
        if inner.is_empty() { 1 } else { inner.into_iter().map(|(name, schema)| check(name, schema)).sum() }
    }
    let schema: Value = serde_json::from_str(&read("npm/backstage/config.schema.json")?)?;
    // And those that are documented with the backend plugin: client id and title, six of `deployments`, the keys' ids.
    assert_eq!(check("", &schema), ConfigKeys::load()?.keys.len() + 9);
    Ok(())
}
