//! The reference of the custom elements, read from `src/element/elements.toml`.

use crate::paths;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The path of the reference.
pub const SOURCE: &str = "src/element/elements.toml";

/// All custom elements.
pub struct Elements {
    /// The elements, in the order of the reference.
    pub elements: Vec<Element>,
    /// The CSS custom properties, which every element has.
    pub custom_properties: Vec<Item>,
}

/// A custom element.
pub struct Element {
    /// The tag.
    pub tag: String,
    /// The name of the class in the manifest; the TypeScript interface is this name plus `Element`.
    pub class: String,
    /// The purpose, in Markdown.
    pub description: String,
    /// An example in HTML.
    pub example: Option<String>,
    /// The attributes.
    pub attributes: Vec<Item>,
    /// The properties.
    pub properties: Vec<Item>,
    /// The events.
    pub events: Vec<Item>,
    /// The slots; the default slot has an empty name.
    pub slots: Vec<Item>,
    /// The CSS parts.
    pub parts: Vec<Item>,
}

/// An attribute, property, event, slot, part or custom property.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The name.
    pub name: String,
    /// The type, in TypeScript's notation.
    #[serde(default, rename = "type")]
    pub type_text: Option<String>,
    /// The default of an attribute.
    #[serde(default)]
    pub default: Option<String>,
    /// The description, in Markdown.
    pub description: String,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Source {
    element: Vec<ElementSource>,
    attribute: BTreeMap<String, Common>,
    property: BTreeMap<String, Common>,
    event: BTreeMap<String, Common>,
    slot: BTreeMap<String, Common>,
    part: BTreeMap<String, String>,
    custom_property: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ElementSource {
    tag: String,
    class: String,
    description: String,
    example: Option<String>,
    #[serde(default)]
    attributes: Vec<ElementEntry>,
    #[serde(default)]
    properties: Vec<ElementEntry>,
    #[serde(default)]
    events: Vec<ElementEntry>,
    #[serde(default)]
    slots: Vec<ElementEntry>,
    #[serde(default)]
    parts: Vec<ElementEntry>,
}

/// An entry of an element's list: a name, or a name with a description that replaces the common one.
#[derive(Deserialize)]
#[serde(untagged)]
enum ElementEntry {
    Name(String),
    Described { name: String, description: String },
}

impl ElementEntry {
    fn name(&self) -> &str {
        match self {
            Self::Name(name) | Self::Described { name, .. } => name,
        }
    }
}

/// What all elements with an attribute, property, event, slot or part have in common.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    #[serde(rename = "type")]
    type_text: Option<String>,
    default: Option<String>,
    description: String,
}

impl Elements {
    /// Reads the reference.
    ///
    /// # Errors
    /// If the file cannot be read, an element names something that is not described, or a description is unused.
    pub fn load() -> Result<Self> {
        let text = fs::read_to_string(paths::root().join(SOURCE)).with_context(|| format!("no {SOURCE}"))?;
        Self::parse(&text).with_context(|| format!("in {SOURCE}"))
    }

    /// Parses the reference.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn parse(text: &str) -> Result<Self> {
        let source: Source = toml::from_str(text)?;
        let parts = source.part.into_iter();
        let parts = parts
            .map(|(name, description)| (name, Common { type_text: None, default: None, description }))
            .collect();
        let mut tables = [
            Table::new("attribute", source.attribute),
            Table::new("property", source.property),
            Table::new("event", source.event),
            Table::new("slot", source.slot),
            Table::new("part", parts),
        ];
        let elements = source.element.into_iter().map(|element| resolve(element, &mut tables));
        let elements = elements.collect::<Result<Vec<Element>>>()?;
        for table in &tables {
            table.require_used()?;
        }
        Ok(Self { elements, custom_properties: source.custom_property })
    }
}

/// The common descriptions of one kind, and which of them are used.
struct Table {
    kind: &'static str,
    common: BTreeMap<String, Common>,
    used: BTreeSet<String>,
}

impl Table {
    fn new(kind: &'static str, common: BTreeMap<String, Common>) -> Self {
        Self { kind, common, used: BTreeSet::new() }
    }

    /// Returns an element's list with the descriptions.
    fn describe(&mut self, tag: &str, entries: Vec<ElementEntry>) -> Result<Vec<Item>> {
        entries.into_iter().map(|entry| self.item(tag, entry)).collect()
    }

    fn item(&mut self, tag: &str, entry: ElementEntry) -> Result<Item> {
        let common = self.common.get(entry.name()).cloned();
        self.used.insert(entry.name().to_owned());
        Ok(match (entry, common) {
            (ElementEntry::Described { name, description }, common) => {
                let (type_text, default) = common.map(|it| (it.type_text, it.default)).unwrap_or_default();
                Item { name, type_text, default, description }
            }
            (ElementEntry::Name(name), common) => {
                let Common { type_text, default, description } = common
                    .with_context(|| format!("{tag} has the {} {name}, without a description", self.kind))?;
                Item { name, type_text, default, description }
            }
        })
    }

    fn require_used(&self) -> Result<()> {
        let unused = self.common.keys().find(|name| !self.used.contains(*name));
        ensure!(unused.is_none(), "no element has the {} {}", self.kind, unused.map_or("", |it| it.as_str()));
        Ok(())
    }
}

fn resolve(source: ElementSource, tables: &mut [Table; 5]) -> Result<Element> {
    let [attributes, properties, events, slots, parts] = tables;
    let ElementSource { tag, class, description, example, .. } = source;
    Ok(Element {
        attributes: attributes.describe(&tag, source.attributes)?,
        properties: properties.describe(&tag, source.properties)?,
        events: events.describe(&tag, source.events)?,
        slots: slots.describe(&tag, source.slots)?,
        parts: parts.describe(&tag, source.parts)?,
        tag,
        class,
        description,
        example,
    })
}
