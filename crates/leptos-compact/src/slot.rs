//! Setting of attributes, classes, styles and properties.

use crate::node::Slot;
use crate::value::Value;
use leptos_full::tachys::renderer::dom::Dom;
use web_sys::Element as DomElement;

impl Slot {
    /// Sets a value on an element, unless it is the one that was set before.
    ///
    /// A property is always set: what the user enters changes it as well.
    pub(crate) fn set(&self, element: &DomElement, value: &Value, before: Option<&Value>) {
        let (new, old) = (value.as_text(), before.and_then(Value::as_text));
        match self {
            Self::Property(name) => {
                if before.is_some() || !matches!(value, Value::Absent) {
                    Dom::set_property(element, name, &value.to_script());
                }
            }
            Self::Class(name) => match (old.is_some(), new.is_some()) {
                (false, true) => exchange_classes(element, "", name),
                (true, false) => exchange_classes(element, name, ""),
                _ => {}
            },
            _ if new == old => {}
            Self::Classes => exchange_classes(element, old.unwrap_or_default(), new.unwrap_or_default()),
            Self::Attribute(name) => match new {
                Some(text) => Dom::set_attribute(element, name, text),
                None => Dom::remove_attribute(element, name),
            },
            Self::Style(name) => match (Dom::style(element), new) {
                (style, Some(text)) => Dom::set_css_property(&style, name, text),
                (style, None) => Dom::remove_css_property(&style, name),
            },
        }
    }
}

/// Removes classes that an element no longer has, and adds those that it has now.
///
/// Others are left alone, because the page may have added them.
pub(crate) fn exchange_classes(element: &DomElement, old: &str, new: &str) {
    let list = Dom::class_list(element);
    let has = |text: &str, name: &str| text.split_ascii_whitespace().any(|other| other == name);
    old.split_ascii_whitespace()
        .filter(|name| !has(new, name))
        .for_each(|name| Dom::remove_class(&list, name));
    new.split_ascii_whitespace().filter(|name| !has(old, name)).for_each(|name| Dom::add_class(&list, name));
}
