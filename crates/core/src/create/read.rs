//! Parameters as the two flows of Coder send them.

use super::parameter::{Choice, Control, Diagnostic, Evaluation, Kind, Monotonic, Parameter};
use crate::json::{Malformed, Object, Read};
use serde_json::Value;

impl Parameter {
    /// One of `POST …/dynamic-parameters/evaluate`.
    fn preview(value: &Value) -> Result<(Self, i64), Malformed> {
        let o = Object::new(value)?;
        let styling = value.get("styling");
        let style = |key: &str| styling.and_then(|s| s.get(key));
        let validation = value.pointer("/validations/0");
        let number = |key: &str| validation.and_then(|v| v.get(key)).and_then(Value::as_i64);
        let words = validation.and_then(|v| v.get("validation_error")).and_then(Value::as_str);
        let choices: Vec<PreviewChoice> = o.or_default("options")?;
        let choices: Vec<Choice> = choices.into_iter().map(|c| c.0).collect();
        let kind = kind_of(&o.or_default::<String>("type")?);
        let form: String = o.or_default("form_type")?;
        let resolved = o.optional::<Hcl>("value")?.and_then(|v| v.0);
        let parameter = Self {
            name: o.required("name")?,
            display_name: o.or_default("display_name")?,
            description: o.or_default("description")?,
            icon: o.or_default("icon")?,
            kind,
            control: control_of(&form, kind, !choices.is_empty()),
            choices,
            mutable: o.or_default("mutable")?,
            ephemeral: o.or_default("ephemeral")?,
            required: o.or_default("required")?,
            placeholder: style("placeholder").and_then(Value::as_str).unwrap_or_default().to_owned(),
            disabled: style("disabled").and_then(Value::as_bool).unwrap_or(false),
            tick_label: style("label").and_then(Value::as_str).unwrap_or_default().to_owned(),
            masked: style("mask_input").and_then(Value::as_bool).unwrap_or(false),
            value: resolved.or(o.optional::<Hcl>("default_value")?.and_then(|v| v.0)),
            min: number("validation_min"),
            max: number("validation_max"),
            monotonic: validation.and_then(|v| v.get("validation_monotonic")).and_then(monotonic_of),
            validation_error: words.unwrap_or_default().to_owned(),
            diagnostics: o.or_default("diagnostics")?,
        };
        Ok((parameter, o.or_default("order")?))
    }
}

/// One of `GET …/rich-parameters`, in the template's order.
pub struct Classic(pub Parameter);

impl Read for Classic {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        let choices: Vec<ClassicChoice> = o.or_default("options")?;
        let choices: Vec<Choice> = choices.into_iter().map(|c| c.0).collect();
        let kind = kind_of(&o.or_default::<String>("type")?);
        let form: String = o.or_default("form_type")?;
        let required = o.or_default("required")?;
        let default: String = o.or_default("default_value")?;
        Ok(Self(Parameter {
            name: o.required("name")?,
            display_name: o.or_default("display_name")?,
            description: o.or_default("description")?,
            icon: o.or_default("icon")?,
            kind,
            control: control_of(&form, kind, !choices.is_empty()),
            choices,
            mutable: o.or_default("mutable")?,
            ephemeral: o.or_default("ephemeral")?,
            required,
            placeholder: String::new(),
            tick_label: String::new(),
            disabled: false,
            masked: false,
            value: (!required).then_some(default),
            min: o.optional("validation_min")?,
            max: o.optional("validation_max")?,
            monotonic: value.get("validation_monotonic").and_then(monotonic_of),
            validation_error: o.or_default("validation_error")?,
            diagnostics: Vec::new(),
        }))
    }
}

impl Read for Evaluation {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        let parameters: Vec<Preview> = o.list("parameters")?;
        let mut parameters: Vec<(Parameter, i64)> = parameters.into_iter().map(|p| p.0).collect();
        parameters.sort_by_key(|(_, order)| *order);
        Ok(Self {
            diagnostics: o.or_default("diagnostics")?,
            parameters: parameters.into_iter().map(|(parameter, _)| parameter).collect(),
        })
    }
}

struct Preview((Parameter, i64));

impl Read for Preview {
    fn read(value: &Value) -> Result<Self, Malformed> {
        Parameter::preview(value).map(Self)
    }
}

/// A value that may be unset or unknown.
struct Hcl(Option<String>);

impl Read for Hcl {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        let text: String = o.or_default("value")?;
        Ok(Self(o.or_default::<bool>("valid")?.then_some(text)))
    }
}

struct PreviewChoice(Choice);

impl Read for PreviewChoice {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        let chosen = o.optional::<Hcl>("value")?.and_then(|v| v.0).unwrap_or_default();
        choice(o, chosen).map(Self)
    }
}

struct ClassicChoice(Choice);

impl Read for ClassicChoice {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        choice(o, o.or_default("value")?).map(Self)
    }
}

fn choice(o: Object, value: String) -> Result<Choice, Malformed> {
    let name: String = o.or_default("name")?;
    Ok(Choice {
        name: if name.is_empty() { value.clone() } else { name },
        description: o.or_default("description")?,
        icon: o.or_default("icon")?,
        value,
    })
}

impl Read for Diagnostic {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self {
            is_error: o.or_default::<String>("severity")? == "error",
            summary: o.or_default("summary")?,
            detail: o.or_default("detail")?,
            is_missing: value.pointer("/extra/code").and_then(Value::as_str) == Some("required"),
        })
    }
}

fn monotonic_of(word: &Value) -> Option<Monotonic> {
    match word.as_str()? {
        "increasing" => Some(Monotonic::Increasing),
        "decreasing" => Some(Monotonic::Decreasing),
        _ => None,
    }
}

fn kind_of(word: &str) -> Kind {
    match word {
        "number" => Kind::Number,
        "bool" => Kind::Bool,
        "list(string)" => Kind::List,
        _ => Kind::Text,
    }
}

fn control_of(form: &str, kind: Kind, has_choices: bool) -> Control {
    match (form, kind, has_choices) {
        ("error", ..) => Control::Error,
        ("multi-select", Kind::List, true) => Control::MultiSelect,
        ("dropdown", Kind::Text | Kind::Number | Kind::Bool, true) => Control::Dropdown,
        (_, _, true) => Control::Radio,
        ("textarea", Kind::Text, false) => Control::Textarea,
        ("slider", Kind::Number, false) => Control::Slider,
        ("switch", Kind::Bool, false) => Control::Switch,
        (_, Kind::Text, false) => Control::Input,
        (_, Kind::Number, false) => Control::Number,
        (_, Kind::Bool, false) => Control::Checkbox,
        (_, Kind::List, false) => Control::TagSelect,
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use serde_json::json;

    pub(in super::super) fn parameter(more: Value) -> Parameter {
        let mut body =
            json!({"name": "p", "type": "string", "form_type": "", "value": {"value": "", "valid": true}});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Parameter::preview(&body).unwrap().0
    }

    #[test]
    fn every_type_gets_the_control_it_asks_for_or_the_usual_one() {
        let options = json!([{"name": "A", "value": {"value": "a", "valid": true}}]);
        let control = |kind: &str, form: &str, with: bool| {
            let options = if with { options.clone() } else { json!([]) };
            parameter(json!({"type": kind, "form_type": form, "options": options})).control
        };
        use Control as C;
        let table = [
            ("string", "", true, C::Radio),
            ("string", "dropdown", true, C::Dropdown),
            ("string", "", false, C::Input),
            ("string", "textarea", false, C::Textarea),
            ("number", "", true, C::Radio),
            ("number", "", false, C::Number),
            ("number", "slider", false, C::Slider),
            ("bool", "", false, C::Checkbox),
            ("bool", "switch", false, C::Switch),
            ("bool", "", true, C::Radio),
            ("list(string)", "", true, C::Radio),
            ("list(string)", "multi-select", true, C::MultiSelect),
            ("list(string)", "", false, C::TagSelect),
            ("string", "error", false, C::Error),
            ("string", "hologram", false, C::Input),
            ("string", "slider", false, C::Input),
        ];
        for (kind, form, with, wanted) in table {
            assert_eq!(control(kind, form, with), wanted, "{kind} {form} {with}");
        }
    }

    #[test]
    fn an_evaluation_may_have_no_parameters_and_sorts_those_it_has() {
        let none = Evaluation::read(&json!({"id": 0, "diagnostics": [], "parameters": null})).unwrap();
        assert_eq!(none, Evaluation::default());
        let two =
            Evaluation::read(&json!({"parameters": [{"name": "b", "order": 2}, {"name": "a", "order": 1}]}))
                .unwrap();
        assert_eq!(two.parameters.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        let missing = Evaluation::read(&json!({"id": 0, "diagnostics": []})).unwrap_err();
        assert_eq!(
            missing.path, "parameters",
            "a form without fields would create another workspace than asked for"
        );
        let diagnostics = json!({"parameters": null, "diagnostics": [{"severity": "error", "summary": "S", "detail": "d", "extra": {"code": "required"}}]});
        let said = Evaluation::read(&diagnostics).unwrap().diagnostics.remove(0);
        assert!(said.is_error && said.is_missing);
        assert_eq!(said.words(), "S: d");
    }

    #[test]
    fn an_unset_value_is_the_default_and_a_classic_required_one_has_none() {
        let unset = parameter(
            json!({"value": {"value": "", "valid": false}, "default_value": {"value": "d", "valid": true}}),
        );
        assert_eq!(unset.value.as_deref(), Some("d"));
        let classic = |required: bool| {
            Classic::read(&json!({"name": "p", "type": "number", "required": required, "default_value": "", "validation_min": 1}))
                .unwrap()
                .0
        };
        assert_eq!((classic(true).value, classic(false).value.as_deref()), (None, Some("")));
        assert_eq!(classic(true).min, Some(1));
    }

    #[test]
    fn a_parameter_is_called_by_its_label_else_by_its_name() {
        assert_eq!(parameter(json!({"display_name": "CPU cores"})).label(), "CPU cores");
        assert_eq!(parameter(json!({})).label(), "p");
    }

    #[test]
    fn the_classic_flow_has_the_same_controls() {
        let control = |options: Value| {
            Classic::read(
                &json!({"name": "p", "type": "string", "form_type": "dropdown", "options": options}),
            )
            .unwrap()
            .0
            .control
        };
        assert_eq!(control(json!([{"name": "A", "value": "a"}])), Control::Dropdown);
        assert_eq!(control(json!([])), Control::Input);
    }
}
