//! Constant markup, which `view!` writes as HTML.
//!
//! It is read here instead of being given to the browser as HTML, which Trusted Types would refuse. It is what `view!`
//! writes and nothing else: elements with quoted attributes and escaped text, without comments and without mistakes.

use crate::node::{ElementNode, IntoNode, Node, NodeKind, Part, Slot};
use crate::value::Value;
use std::borrow::Cow;

const SVG: &str = "http://www.w3.org/2000/svg";
/// The elements that have no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
const ENTITIES: [(&str, char); 5] =
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#x27;", '\'')];

/// Constant markup with HTML elements.
pub struct InertElement(Cow<'static, str>);

/// Constant markup with SVG elements.
pub struct InertSvg(Cow<'static, str>);

impl InertElement {
    /// Creates it from the HTML that `view!` wrote.
    pub fn new(html: impl Into<Cow<'static, str>>) -> Self {
        Self(html.into())
    }
}

impl InertSvg {
    /// Creates it from the SVG that `view!` wrote.
    pub fn new(svg: impl Into<Cow<'static, str>>) -> Self {
        Self(svg.into())
    }
}

impl IntoNode for InertElement {
    fn into_node(self) -> Node {
        read(&self.0, None)
    }
}

impl IntoNode for InertSvg {
    fn into_node(self) -> Node {
        read(&self.0, Some(SVG))
    }
}

fn read(markup: &str, namespace: Option<&'static str>) -> Node {
    let mut rest = markup;
    Node::list(nodes(&mut rest, namespace, true))
}

/// Reads nodes up to the next end tag.
fn nodes(rest: &mut &str, namespace: Option<&'static str>, is_escaped: bool) -> Vec<Node> {
    let mut nodes = Vec::new();
    while !rest.is_empty() && !rest.starts_with("</") {
        if rest.starts_with('<') && is_escaped {
            nodes.push(element(rest, namespace));
        } else {
            // The text of scripts and style sheets is not escaped; it may have any `<` but that of the end tag.
            let text = take_until(rest, if is_escaped { "<" } else { "</" });
            nodes.push(Node::text(if is_escaped { unescaped(text) } else { text.to_owned() }));
        }
    }
    nodes
}

/// Reads an element, from the `<` of its tag to the `>` of its end tag.
fn element(rest: &mut &str, namespace: Option<&'static str>) -> Node {
    let mut tag = take_until(rest, ">");
    tag = tag.strip_prefix('<').unwrap_or(tag);
    *rest = rest.strip_prefix('>').unwrap_or(rest);
    let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let namespace = if name == "svg" { Some(SVG) } else { namespace };
    let mut node = ElementNode::new("", namespace);
    node.tag = Cow::Owned(name.to_owned());
    while let Some((name, value)) = attribute(&mut attributes) {
        match &*name {
            "class" => node.add_classes(value),
            _ => node.parts.push(Part::Set(Slot::Attribute(name.into()), value)),
        }
    }
    if !VOID.contains(&name) {
        node.children = nodes(rest, namespace, name != "script" && name != "style");
        take_until(rest, ">");
        *rest = rest.strip_prefix('>').unwrap_or(rest);
    }
    Node(NodeKind::Element(node))
}

/// Reads an attribute. Its value has no `"` but those around it.
fn attribute(rest: &mut &str) -> Option<(String, Value)> {
    let text = rest.trim_start();
    let end = text.find(['=', ' ']).unwrap_or(text.len());
    let (name, after) = text.split_at(end);
    let (value, after) = match after.strip_prefix("=\"").and_then(|after| after.split_once('"')) {
        Some((value, after)) => (Value::Text(unescaped(value).into()), after),
        None => (Value::Flag(true), after),
    };
    *rest = after;
    (!name.is_empty()).then(|| (name.to_owned(), value))
}

/// Takes the text before the next `end`, or all of it.
fn take_until<'a>(rest: &mut &'a str, end: &str) -> &'a str {
    let (text, after) = rest.split_at(rest.find(end).unwrap_or(rest.len()));
    *rest = after;
    text
}

/// Returns text without the escapes that `view!` wrote.
fn unescaped(text: &str) -> String {
    let mut rest = text;
    let mut unescaped = String::with_capacity(text.len());
    while let Some(at) = rest.find('&') {
        unescaped.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = ENTITIES.iter().find(|(escape, _)| rest.starts_with(escape));
        let (escape, character) = found.copied().unwrap_or(("&", '&'));
        unescaped.push(character);
        rest = &rest[escape.len()..];
    }
    unescaped + rest
}
