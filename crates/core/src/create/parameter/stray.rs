//! Parts of a value that its control cannot show, and their removal.

use super::definition::{Parameter, ValueType};
use super::literal::{boolean, format_list, parse_list};

impl Parameter {
    /// Returns the removable parts of a value that its control cannot show: strings that are no option, no list or no
    /// boolean.
    pub fn strays(&self, value: &str) -> Vec<String> {
        let is_choice =
            |value: &str| self.choices.is_empty() || self.choices.iter().any(|c| c.value == value);
        let whole = || vec![value.to_owned()];
        match self.kind {
            _ if value.is_empty() => Vec::new(),
            _ if self.takes_list() => match parse_list(value) {
                Some(items) => items.into_iter().filter(|item| !is_choice(item)).collect(),
                None => whole(),
            },
            ValueType::Bool if self.choices.is_empty() && boolean(value).is_none() => whole(),
            _ if is_choice(value) => Vec::new(),
            _ => whole(),
        }
    }

    /// Returns a list value without one of its items; `None` for a parameter that does not take a list.
    pub fn without(&self, value: &str, stray: &str) -> Option<String> {
        self.takes_list().then(|| {
            let items = parse_list(value).unwrap_or_default();
            format_list(&items.into_iter().filter(|item| item != stray).collect::<Vec<_>>())
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::create::fixture::parameter;
    use serde_json::json;

    #[test]
    fn what_no_control_can_show_is_named_and_can_be_dropped() {
        let options = json!(["a", "b"].map(|o| json!({"name": o, "value": {"value": o, "valid": true}})));
        let with = |kind: &str, form: &str| {
            parameter(json!({"type": kind, "form_type": form, "options": options.clone()}))
        };
        let some = with("list(string)", "multi-select");
        assert_eq!(some.strays(r#"["a","gone"]"#), ["gone"]);
        assert_eq!(some.without(r#"["a","gone"]"#, "gone").as_deref(), Some(r#"["a"]"#));
        assert_eq!(some.strays("no list"), ["no list"]);
        assert_eq!(some.without("no list", "no list").as_deref(), Some("[]"));
        let tags = parameter(json!({"type": "list(string)"}));
        assert_eq!(tags.strays("no list"), ["no list"]);
        assert_eq!(tags.strays(r#"["any"]"#), Vec::<String>::new());
        for form in ["radio", "dropdown"] {
            let one = with("string", form);
            assert_eq!(one.strays("gone"), ["gone"]);
            assert_eq!(one.strays("a"), Vec::<String>::new());
            assert_eq!(one.without("gone", "gone"), None);
        }
        assert_eq!(with("list(string)", "radio").strays(r#"["x"]"#), [r#"["x"]"#]);
        assert_eq!(with("string", "radio").strays(""), Vec::<String>::new());
        assert_eq!(parameter(json!({"type": "bool"})).strays("yes"), ["yes"]);
        assert_eq!(parameter(json!({"type": "bool"})).strays("true"), Vec::<String>::new());
        assert_eq!(parameter(json!({"type": "number"})).strays("x"), Vec::<String>::new());
    }

    #[test]
    fn everything_that_strays_is_refused_until_it_is_dropped() {
        let options = json!(["a", "b"].map(|o| json!({"name": o, "value": {"value": o, "valid": true}})));
        for (kind, form) in [("list(string)", "multi-select"), ("string", "radio"), ("string", "dropdown")] {
            let parameter = parameter(json!({"type": kind, "form_type": form, "options": options.clone()}));
            for value in [r#"["a","gone"]"#, "gone", r#"["gone"]"#] {
                assert!(
                    !parameter.strays(value).is_empty() && parameter.validate(value).is_err(),
                    "{form} {value}"
                );
            }
        }
    }
}
