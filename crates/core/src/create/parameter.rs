//! Template parameters: what they are, which control they get, what is a valid value.
//!
//! Coder has two flows: the dynamic one evaluates the template with what was typed so far, the classic one lists
//! static parameters. Both are read into one [`Parameter`].
//!
//! | type | with options | without |
//! |---|---|---|
//! | string | **radio**, dropdown | **input**, textarea |
//! | number | **radio**, dropdown | **input** (number), slider |
//! | bool | **radio**, dropdown | **checkbox**, switch |
//! | list(string) | **radio** (each value a list), multi-select | **tag-select** |
//!
//! Bold: where the template asks for none, or for one that this version does not know.

use crate::json::{Malformed, Object, Read, parse, to_text};
use crate::text::Text;
use serde_json::Value;

/// A parameter's control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// One line.
    Input,
    /// Several lines.
    Textarea,
    /// A whole number.
    Number,
    /// A whole number between two others.
    Slider,
    /// On or off.
    Switch,
    /// Yes or no.
    Checkbox,
    /// One of a few.
    Radio,
    /// One of many.
    Dropdown,
    /// Some of many.
    MultiSelect,
    /// Any words.
    TagSelect,
    /// None: the template is wrong here, and its diagnostics say how.
    Error,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A JSON list of texts.
    List,
}

/// One of the values to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What to call it.
    pub name: String,
    /// Markdown.
    pub description: String,
    /// An icon field; empty for none.
    pub icon: String,
    /// The value.
    pub value: String,
}

/// What the server says of a parameter, or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Nothing can be created with it.
    pub is_error: bool,
    /// What is wrong.
    pub summary: String,
    /// More about it.
    pub detail: String,
    /// A required value is missing: no reproach before somebody had a chance to give it.
    pub is_missing: bool,
}

impl Diagnostic {
    /// Both sentences.
    pub fn words(&self) -> String {
        match (self.summary.as_str(), self.detail.as_str()) {
            ("", detail) => detail.to_owned(),
            (summary, "") => summary.to_owned(),
            (summary, detail) => format!("{summary}: {detail}"),
        }
    }
}

/// A parameter as it is right now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in the template.
    pub name: String,
    /// What to call it; empty for its name.
    pub display_name: String,
    /// Markdown.
    pub description: String,
    /// An icon field; empty for none.
    pub icon: String,
    /// What its values are.
    pub kind: Kind,
    /// How it is set.
    pub control: Control,
    /// Values to choose from.
    pub choices: Vec<Choice>,
    /// Can be changed later.
    pub mutable: bool,
    /// Holds for one build.
    pub ephemeral: bool,
    /// Has no value unless somebody gives one.
    pub required: bool,
    /// What stands in an empty field.
    pub placeholder: String,
    /// Not to be changed.
    pub disabled: bool,
    /// Not to be read over a shoulder, and never kept.
    pub masked: bool,
    /// The server's value for it: what was sent, else its default.
    pub value: Option<String>,
    /// The least number.
    pub min: Option<i64>,
    /// The greatest number.
    pub max: Option<i64>,
    /// The template's own words for a value out of range; may have the places `{min}`, `{max}`, `{value}`.
    pub validation_error: String,
    /// What the server says of it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a value is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueProblem {
    /// One of ours.
    Ours(Text),
    /// Too small or too large, by the least and the greatest number.
    Range(i64, i64),
    /// The template's words.
    Theirs(String),
}

impl Parameter {
    /// What to call the parameter on screen.
    pub fn label(&self) -> &str {
        if self.display_name.is_empty() { &self.name } else { &self.display_name }
    }

    /// Checks a value as the server does, as far as it can be done here: patterns are left to the server, whose
    /// syntax for them is another.
    ///
    /// # Errors
    /// The first thing wrong with it.
    pub fn check(&self, value: &str) -> Result<(), ValueProblem> {
        let is_choice =
            |value: &str| self.choices.is_empty() || self.choices.iter().any(|c| c.value == value);
        if value.is_empty() && self.required {
            return Err(ValueProblem::Ours(Text::ParameterMissing));
        }
        match self.kind {
            Kind::Number if value.is_empty() => Err(ValueProblem::Ours(Text::ParameterMissing)),
            Kind::Number => {
                let number: i64 = value.parse().map_err(|_| ValueProblem::Ours(Text::ParameterNotANumber))?;
                let (min, max) = (self.min.unwrap_or(i64::MIN), self.max.unwrap_or(i64::MAX));
                if (min..=max).contains(&number) {
                    Ok(())
                } else if self.validation_error.is_empty() {
                    Err(ValueProblem::Range(min, max))
                } else {
                    let (min, max) = (min.to_string(), max.to_string());
                    let places = [("min", min.as_str()), ("max", max.as_str()), ("value", value)];
                    Err(ValueProblem::Theirs(crate::text::fill(&self.validation_error, &places)))
                }
            }
            Kind::List if self.control == Control::Radio => {
                if is_choice(value) {
                    Ok(())
                } else {
                    Err(ValueProblem::Ours(Text::ParameterNotAChoice))
                }
            }
            Kind::List => {
                let list = list(value).ok_or(ValueProblem::Ours(Text::ParameterNotAList))?;
                match list.iter().all(|item| is_choice(item)) {
                    true => Ok(()),
                    false => Err(ValueProblem::Ours(Text::ParameterNotAChoice)),
                }
            }
            Kind::Bool if !matches!(value, "true" | "false") => {
                Err(ValueProblem::Ours(Text::ParameterMissing))
            }
            _ if !value.is_empty() && !is_choice(value) => Err(ValueProblem::Ours(Text::ParameterNotAChoice)),
            _ => Ok(()),
        }
    }

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
            masked: style("mask_input").and_then(Value::as_bool).unwrap_or(false),
            value: resolved.or(o.optional::<Hcl>("default_value")?.and_then(|v| v.0)),
            min: number("validation_min"),
            max: number("validation_max"),
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
            disabled: false,
            masked: false,
            value: (!required).then_some(default),
            min: o.optional("validation_min")?,
            max: o.optional("validation_max")?,
            validation_error: o.or_default("validation_error")?,
            diagnostics: Vec::new(),
        }))
    }
}

/// The answer to an evaluation: the parameters there are, in order, and what is wrong with them together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// What the server says of all.
    pub diagnostics: Vec<Diagnostic>,
    /// In the order to show them.
    pub parameters: Vec<Parameter>,
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

/// The items of a list's value; none for an empty one.
pub fn list(value: &str) -> Option<Vec<String>> {
    if value.trim().is_empty() {
        return Some(Vec::new());
    }
    let items = parse(value)?;
    items.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

/// A list's value.
pub fn list_value(items: &[String]) -> String {
    to_text(&Value::from(items.to_vec()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use serde_json::json;

    fn parameter(more: Value) -> Parameter {
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
    fn values_are_checked_as_the_server_does() {
        let number = parameter(
            json!({"type": "number", "validations": [{"validation_min": 1, "validation_max": 8, "validation_error": ""}]}),
        );
        assert_eq!(number.check("4"), Ok(()));
        assert_eq!(number.check("9"), Err(ValueProblem::Range(1, 8)));
        assert_eq!(number.check("4.5"), Err(ValueProblem::Ours(Text::ParameterNotANumber)));
        assert_eq!(number.check(""), Err(ValueProblem::Ours(Text::ParameterMissing)));
        let worded = parameter(
            json!({"type": "number", "validations": [{"validation_max": 8, "validation_min": 1, "validation_error": "{value} is not within {min} and {max}"}]}),
        );
        assert_eq!(worded.check("9"), Err(ValueProblem::Theirs("9 is not within 1 and 8".into())));
        let required = parameter(json!({"required": true}));
        assert_eq!(required.check(""), Err(ValueProblem::Ours(Text::ParameterMissing)));
        assert_eq!(parameter(json!({})).check(""), Ok(()));
        let options = json!([{"name": "A", "value": {"value": "a", "valid": true}}]);
        let chosen = parameter(json!({"options": options}));
        assert_eq!(chosen.check("b"), Err(ValueProblem::Ours(Text::ParameterNotAChoice)));
        let some =
            parameter(json!({"type": "list(string)", "form_type": "multi-select", "options": options}));
        assert_eq!(some.check("[\"a\"]"), Ok(()));
        assert_eq!(some.check("[\"b\"]"), Err(ValueProblem::Ours(Text::ParameterNotAChoice)));
        assert_eq!(some.check("a"), Err(ValueProblem::Ours(Text::ParameterNotAList)));
        assert_eq!(
            parameter(json!({"type": "bool"})).check("yes"),
            Err(ValueProblem::Ours(Text::ParameterMissing))
        );
    }

    #[test]
    fn the_ends_of_a_range_are_in_it() {
        let within = |min: i64, max: i64| {
            parameter(
                json!({"type": "number", "validations": [{"validation_min": min, "validation_max": max}]}),
            )
        };
        for (value, fits) in [("0", false), ("1", true), ("2", true), ("8", true), ("9", false)] {
            assert_eq!(within(1, 8).check(value).is_ok(), fits, "{value}");
        }
        assert_eq!(within(4, 4).check("4"), Ok(()));
        let open = parameter(json!({"type": "number"}));
        for value in [i64::MIN, i64::MAX] {
            assert_eq!(open.check(&value.to_string()), Ok(()));
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
    fn lists_travel_as_json() {
        assert_eq!(list("[\"a\",\"b\"]").unwrap(), ["a", "b"]);
        assert_eq!(list(""), Some(vec![]));
        assert_eq!(list("[1]"), None);
        assert_eq!(list_value(&["a\"b".to_owned()]), r#"["a\"b"]"#);
    }
}
