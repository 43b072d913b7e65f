//! `docs/elements.md`: the reference of the elements for readers.

use super::elements::{Element, Elements, Item, SOURCE};
use super::markdown::{self, Section, code, table};
use anyhow::Result;
use std::fmt::Write as _;

/// The path of the page.
pub const PATH: &str = "docs/elements.md";

/// Returns the page's text.
///
/// # Errors
/// If the page lacks a generated section.
pub fn page(reference: &Elements) -> Result<String> {
    let elements: Vec<String> = reference.elements.iter().map(element).collect();
    let common = format!(
        "## Properties\n\n{}\n## Events\n\nEvents bubble and are composed.\n\n{}",
        members(reference, ["property", "type", "elements", "description"], |element| &element.properties),
        members(reference, ["event", "type", "elements", "description"], |element| &element.events),
    );
    let custom_properties = reference.custom_properties.iter();
    let custom_properties = table(
        ["custom property", "description"],
        custom_properties.map(|item| [code(&item.name), item.description.clone()]),
    );
    let sections = [
        Section { name: "elements", text: format!("{}\n{common}", elements.join("\n")) },
        Section { name: "custom properties", text: custom_properties },
        Section { name: "parts", text: parts(reference) },
    ];
    markdown::page(PATH, SOURCE, &sections)
}

fn element(element: &Element) -> String {
    let mut text = format!("## `<{}>`\n\n{}\n\n", element.tag, element.description);
    if let Some(example) = &element.example {
        let _ = write!(text, "```html\n{}\n```\n\n", example.trim());
    }
    text +=
        &table(["attribute", "values", "default", "description"], element.attributes.iter().map(attribute));
    if !element.slots.is_empty() {
        let name = |slot: &Item| if slot.name.is_empty() { "(default)".to_owned() } else { code(&slot.name) };
        text.push('\n');
        text += &table(
            ["slot", "description"],
            element.slots.iter().map(|slot| [name(slot), slot.description.clone()]),
        );
    }
    for (title, items) in [("Properties", &element.properties), ("Events", &element.events)] {
        if !items.is_empty() {
            let names: Vec<String> = items.iter().map(|item| code(&item.name)).collect();
            let _ = write!(text, "\n[{title}](#{}): {}.\n", title.to_lowercase(), names.join(", "));
        }
    }
    text
}

fn attribute(attribute: &Item) -> [String; 4] {
    let kind = attribute.type_text.as_deref().unwrap_or_default();
    let values = match kind.contains('\'') {
        true => kind.split(" | ").map(|value| code(value.trim_matches('\''))).collect::<Vec<_>>().join(" | "),
        false => kind.to_owned(),
    };
    let default = attribute.default.as_deref().map(code).unwrap_or_default();
    [code(&attribute.name), values, default, attribute.description.clone()]
}

/// Returns the table of a kind of members, one row for each name.
fn members(reference: &Elements, head: [&str; 4], of: impl Fn(&Element) -> &[Item]) -> String {
    let rows = distinct(reference, of).into_iter();
    table(
        head,
        rows.map(|(item, tags)| {
            let kind = code(item.type_text.as_deref().unwrap_or_default());
            [code(&item.name), kind, tags.join(", "), item.description.clone()]
        }),
    )
}

fn parts(reference: &Elements) -> String {
    let mut rows = distinct(reference, |element| &element.parts);
    rows.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    table(
        ["part", "elements", "description"],
        rows.into_iter().map(|(item, tags)| [code(&item.name), tags.join(", "), item.description.clone()]),
    )
}

/// Returns the different items of all elements, each with the tags of the elements that have it.
fn distinct<'a>(
    reference: &'a Elements,
    of: impl Fn(&'a Element) -> &'a [Item],
) -> Vec<(&'a Item, Vec<String>)> {
    let mut found: Vec<(&Item, Vec<String>)> = Vec::new();
    for element in &reference.elements {
        for item in of(element) {
            let same = |(other, _): &&mut (&Item, Vec<String>)| {
                (&other.name, &other.description) == (&item.name, &item.description)
            };
            match found.iter_mut().find(same) {
                Some((_, tags)) => tags.push(code(&element.tag)),
                None => found.push((item, vec![code(&element.tag)])),
            }
        }
    }
    found
}
