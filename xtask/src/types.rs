//! Tests that the declarations of Coder's API in `npm/element/coder` match the table of `coder-facts`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::paths;
use coder_facts::{Kind, Type, alias, fields, words};
use std::collections::BTreeMap;
use std::fs;

/// The declarations: interfaces with their fields, and other types.
#[derive(Default)]
struct Declared {
    interfaces: BTreeMap<String, Vec<String>>,
    types: BTreeMap<String, String>,
}

fn declared() -> Declared {
    let mut all = Declared::default();
    for area in ["workspaces", "builds", "agents", "templates", "users", "deployment"] {
        let text = fs::read_to_string(paths::root().join(format!("npm/element/coder/{area}.d.ts"))).unwrap();
        for (name, rest) in text.split("export interface ").skip(1).filter_map(|rest| rest.split_once(" {\n"))
        {
            let fields = rest.split("\n}").next().unwrap().split(';').map(on_one_line);
            let fields = fields.filter(|field| !field.is_empty()).collect();
            all.interfaces.insert(name.to_owned(), fields);
        }
        for (name, rest) in text.split("export type ").skip(1).filter_map(|rest| rest.split_once(" =")) {
            let is = on_one_line(rest.split(';').next().unwrap());
            all.types.insert(name.to_owned(), is.trim_start_matches("| ").to_owned());
        }
    }
    all
}

/// Returns a declaration on one line, without the bar that begins a union of several lines.
fn on_one_line(declaration: &str) -> String {
    declaration.split_whitespace().collect::<Vec<_>>().join(" ").replace(": | ", ": ")
}

fn union(words: &[&str]) -> String {
    words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" | ")
}

/// Returns a type in TypeScript's notation.
fn in_typescript(of: Type, declared: &Declared) -> String {
    let name = of.0.trim_end_matches(" | null");
    let plain = match of.kind() {
        _ if declared.types.contains_key(name) => name.to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Integer | Kind::Number => "number".to_owned(),
        Kind::Text | Kind::Time | Kind::Uuid => "string".to_owned(),
        Kind::Words(words) => union(&words),
        Kind::List(item) => match in_typescript(item, declared) {
            item if item.contains(' ') => format!("({item})[]"),
            item => format!("{item}[]"),
        },
        Kind::Map(value) => format!("Record<string, {}>", in_typescript(value, declared)),
        Kind::Model(model) => model.to_owned(),
    };
    if of.is_nullable() { format!("{plain} | null") } else { plain }
}

#[test]
#[allow(clippy::panic, reason = "a model that is not in the table fails the test")]
fn the_types_of_coders_api_are_those_of_the_table() {
    let declared = declared();
    assert!(declared.interfaces.len() > 80, "{}", declared.interfaces.len());
    for (name, lines) in &declared.interfaces {
        let table = fields(name).unwrap_or_else(|| panic!("{name} is not in the table"));
        let mut expected: Vec<String> = table
            .iter()
            .map(|field| {
                let holds = in_typescript(field.holds, &declared);
                format!("{}{}: {holds}", field.name, if field.is_optional { "?" } else { "" })
            })
            .collect();
        let mut lines = lines.clone();
        expected.sort();
        lines.sort();
        assert_eq!(lines, expected, "{name}");
    }
}

#[test]
#[allow(clippy::panic, reason = "a name that is not in the table fails the test")]
fn the_words_of_coders_enumerations_are_those_of_the_table() {
    let declared = declared();
    assert!(declared.types.len() > 30, "{}", declared.types.len());
    for (name, is) in &declared.types {
        let expected = match words(name) {
            Some(words) => union(&words),
            None => in_typescript(
                alias(name).unwrap_or_else(|| panic!("{name} is not in the table")),
                &Declared::default(),
            ),
        };
        let sorted = |text: &str| {
            let mut words: Vec<String> = text.split(" | ").map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(sorted(is), sorted(&expected), "{name}");
    }
}
