//! Decoding of the parameters of Coder's two flows.

use super::definition::{
    Control, Diagnostic, Monotonic, Parameter, ParameterOption, ResolvedParameters, ValueType,
};
use crate::json::{DecodeError, FromJson, Object};
use serde_json::Value;

impl Parameter {
    /// Decodes a preview parameter of `POST …/dynamic-parameters/evaluate`, and its order.
    pub(in crate::create) fn preview(value: &Value) -> Result<(Self, i64), DecodeError> {
        let o = Object::new(value)?;
        let styling = value.get("styling");
        let style = |key: &str| styling.and_then(|s| s.get(key));
        let validation = value.pointer("/validations/0");
        let number = |key: &str| validation.and_then(|v| v.get(key)).and_then(Value::as_i64);
        let message = validation.and_then(|v| v.get("validation_error")).and_then(Value::as_str);
        let choices: Vec<PreviewParameterOption> = o.or_default("options")?;
        let choices: Vec<ParameterOption> = choices.into_iter().map(|c| c.0).collect();
        let kind = ValueType::from_wire(&o.or_default::<String>("type")?);
        let form: String = o.or_default("form_type")?;
        let resolved = o.optional::<HclString>("value")?.and_then(|v| v.0);
        let parameter = Self {
            name: o.required("name")?,
            display_name: o.or_default("display_name")?,
            description: o.or_default("description")?,
            icon: o.or_default("icon")?,
            kind,
            control: Control::of(&form, kind, !choices.is_empty()),
            choices,
            mutable: o.or_default("mutable")?,
            ephemeral: o.or_default("ephemeral")?,
            required: o.or_default("required")?,
            placeholder: style("placeholder").and_then(Value::as_str).unwrap_or_default().to_owned(),
            disabled: style("disabled").and_then(Value::as_bool).unwrap_or(false),
            tick_label: style("label").and_then(Value::as_str).unwrap_or_default().to_owned(),
            masked: style("mask_input").and_then(Value::as_bool).unwrap_or(false),
            value: resolved.or(o.optional::<HclString>("default_value")?.and_then(|v| v.0)),
            min: number("validation_min"),
            max: number("validation_max"),
            monotonic: validation.and_then(|v| v.get("validation_monotonic")).and_then(monotonic_of),
            validation_error: message.unwrap_or_default().to_owned(),
            diagnostics: o.or_default("diagnostics")?,
        };
        Ok((parameter, o.or_default("order")?))
    }
}

/// A rich parameter of `GET …/rich-parameters`, in the template's order.
pub struct RichParameter(pub Parameter);

impl FromJson for RichParameter {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        let o = Object::new(value)?;
        let choices: Vec<RichParameterOption> = o.or_default("options")?;
        let choices: Vec<ParameterOption> = choices.into_iter().map(|c| c.0).collect();
        let kind = ValueType::from_wire(&o.or_default::<String>("type")?);
        let form: String = o.or_default("form_type")?;
        let required = o.or_default("required")?;
        let default: String = o.or_default("default_value")?;
        Ok(Self(Parameter {
            name: o.required("name")?,
            display_name: o.or_default("display_name")?,
            description: o.or_default("description")?,
            icon: o.or_default("icon")?,
            kind,
            control: Control::of(&form, kind, !choices.is_empty()),
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

impl FromJson for ResolvedParameters {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        let o = Object::new(value)?;
        let parameters: Vec<PreviewParameter> = o.list("parameters")?;
        let mut parameters: Vec<(Parameter, i64)> = parameters.into_iter().map(|p| p.0).collect();
        parameters.sort_by_key(|(_, order)| *order);
        Ok(Self {
            diagnostics: o.or_default("diagnostics")?,
            parameters: parameters.into_iter().map(|(parameter, _)| parameter).collect(),
        })
    }
}

struct PreviewParameter((Parameter, i64));

impl FromJson for PreviewParameter {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        Parameter::preview(value).map(Self)
    }
}

/// A string that may be unset or unknown.
struct HclString(Option<String>);

impl FromJson for HclString {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        let o = Object::new(value)?;
        let text: String = o.or_default("value")?;
        Ok(Self(o.or_default::<bool>("valid")?.then_some(text)))
    }
}

struct PreviewParameterOption(ParameterOption);

impl FromJson for PreviewParameterOption {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        let o = Object::new(value)?;
        let chosen = o.optional::<HclString>("value")?.and_then(|v| v.0).unwrap_or_default();
        choice(o, chosen).map(Self)
    }
}

struct RichParameterOption(ParameterOption);

impl FromJson for RichParameterOption {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        let o = Object::new(value)?;
        choice(o, o.or_default("value")?).map(Self)
    }
}

fn choice(o: Object, value: String) -> Result<ParameterOption, DecodeError> {
    let name: String = o.or_default("name")?;
    Ok(ParameterOption {
        name: if name.is_empty() { value.clone() } else { name },
        description: o.or_default("description")?,
        icon: o.or_default("icon")?,
        value,
    })
}

impl FromJson for Diagnostic {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::create::fixture::parameter;
    use serde_json::json;

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
        for (kind, form, with, expected) in table {
            assert_eq!(control(kind, form, with), expected, "{kind} {form} {with}");
        }
    }

    #[test]
    fn an_evaluation_may_have_no_parameters_and_sorts_those_it_has() {
        let none =
            ResolvedParameters::from_json(&json!({"id": 0, "diagnostics": [], "parameters": null})).unwrap();
        assert_eq!(none, ResolvedParameters::default());
        let two = ResolvedParameters::from_json(
            &json!({"parameters": [{"name": "b", "order": 2}, {"name": "a", "order": 1}]}),
        )
        .unwrap();
        assert_eq!(two.parameters.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        let missing = ResolvedParameters::from_json(&json!({"id": 0, "diagnostics": []})).unwrap_err();
        assert_eq!(
            missing.path, "parameters",
            "a form without fields would create another workspace than asked for"
        );
        let diagnostics = json!({"parameters": null, "diagnostics": [{"severity": "error", "summary": "S", "detail": "d", "extra": {"code": "required"}}]});
        let diagnostic = ResolvedParameters::from_json(&diagnostics).unwrap().diagnostics.remove(0);
        assert!(diagnostic.is_error && diagnostic.is_missing);
        assert_eq!(diagnostic.text(), "S: d");
    }

    #[test]
    fn an_unset_value_is_the_default_and_a_classic_required_one_has_none() {
        let unset = parameter(
            json!({"value": {"value": "", "valid": false}, "default_value": {"value": "d", "valid": true}}),
        );
        assert_eq!(unset.value.as_deref(), Some("d"));
        let classic = |required: bool| {
            RichParameter::from_json(&json!({"name": "p", "type": "number", "required": required, "default_value": "", "validation_min": 1}))
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
            RichParameter::from_json(
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
