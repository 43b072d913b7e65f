//! `custom-elements.json`: the custom elements manifest, which editors and documentation tools read.

use super::elements::{Element, Elements, Item};
use anyhow::Result;
use serde::Serialize;

/// The path of the module in the manifest.
const MODULE: &str = "element.js";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Manifest<'a> {
    schema_version: &'static str,
    readme: &'static str,
    modules: [ManifestModule<'a>; 1],
}

#[derive(Serialize)]
struct ManifestModule<'a> {
    kind: &'static str,
    path: &'static str,
    declarations: Vec<Declaration<'a>>,
    exports: Vec<Export<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Declaration<'a> {
    kind: &'static str,
    custom_element: bool,
    tag_name: &'a str,
    name: &'a str,
    superclass: Named<'static>,
    description: &'a str,
    attributes: Vec<Member<'a>>,
    members: Vec<Member<'a>>,
    events: Vec<Member<'a>>,
    slots: Vec<Member<'a>>,
    css_parts: Vec<Member<'a>>,
    css_properties: Vec<Member<'a>>,
}

/// An attribute, field, event, slot, part or custom property.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Member<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    name: &'a str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    type_: Option<Type<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<&'a str>,
    /// The property of the same name as an attribute.
    #[serde(skip_serializing_if = "Option::is_none")]
    field_name: Option<&'a str>,
    /// The attribute of the same name as a property.
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<&'a str>,
    description: &'a str,
}

#[derive(Serialize)]
struct Type<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Export<'a> {
    kind: &'static str,
    name: &'a str,
    declaration: Reference<'a>,
}

#[derive(Serialize)]
struct Reference<'a> {
    name: &'a str,
    module: &'static str,
}

/// Returns the manifest's text.
///
/// # Errors
/// If it cannot be serialized.
pub fn manifest(reference: &Elements) -> Result<String> {
    let elements = &reference.elements;
    let manifest = Manifest {
        schema_version: "2.1.0",
        readme: "README.md",
        modules: [ManifestModule {
            kind: "javascript-module",
            path: MODULE,
            declarations: elements.iter().map(|element| declaration(reference, element)).collect(),
            exports: elements.iter().map(export).collect(),
        }],
    };
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

fn declaration<'a>(reference: &'a Elements, element: &'a Element) -> Declaration<'a> {
    let all = |items: &'a [Item]| items.iter().map(member).collect();
    let attributes = element.attributes.iter().map(|attribute| Member {
        field_name: same_name(&element.properties, attribute),
        ..member(attribute)
    });
    let members = element.properties.iter().map(|property| Member {
        kind: Some("field"),
        attribute: same_name(&element.attributes, property),
        ..member(property)
    });
    Declaration {
        kind: "class",
        custom_element: true,
        tag_name: &element.tag,
        name: &element.class,
        superclass: Named { name: "HTMLElement" },
        description: &element.description,
        attributes: attributes.collect(),
        members: members.collect(),
        events: all(&element.events),
        slots: all(&element.slots),
        css_parts: all(&element.parts),
        css_properties: all(&reference.custom_properties),
    }
}

fn member(item: &Item) -> Member<'_> {
    Member {
        name: &item.name,
        type_: item.type_text.as_deref().map(|text| Type { text }),
        default: item.default.as_deref(),
        description: &item.description,
        ..Member::default()
    }
}

fn same_name<'a>(items: &'a [Item], item: &Item) -> Option<&'a str> {
    items.iter().map(|other| other.name.as_str()).find(|name| *name == item.name)
}

fn export(element: &Element) -> Export<'_> {
    Export {
        kind: "custom-element-definition",
        name: &element.tag,
        declaration: Reference { name: &element.class, module: MODULE },
    }
}
