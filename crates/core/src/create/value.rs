//! What is a valid value of a parameter, and what is to be done about one that is not.

use super::parameter::{Control, Kind, Parameter};
use crate::json::{parse, to_text};
use crate::text::{Text, Texts, fill};
use serde_json::Value;

/// The ends of a slider without bounds, as in Coder's dashboard.
const SLIDER: (i64, i64) = (0, 100);

/// Why a value is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueProblem {
    /// One of ours.
    Ours(Text),
    /// Too small or too large, by the least and the greatest number, of which one may be missing.
    Range(Option<i64>, Option<i64>),
    /// The template's words.
    Theirs(String),
}

impl ValueProblem {
    /// Returns the problem in a host's words.
    pub fn say(&self, texts: &Texts) -> String {
        match self {
            Self::Theirs(words) => words.clone(),
            Self::Ours(text) => texts.get(*text).to_owned(),
            Self::Range(Some(min), Some(max)) => {
                texts.filled(Text::ParameterRange, &[("min", &min.to_string()), ("max", &max.to_string())])
            }
            Self::Range(Some(min), None) => {
                texts.filled(Text::ParameterAtLeast, &[("min", &min.to_string())])
            }
            Self::Range(None, Some(max)) => texts.filled(Text::ParameterAtMost, &[("max", &max.to_string())]),
            Self::Range(None, None) => texts.get(Text::ParameterNotANumber).to_owned(),
        }
    }
}

impl Parameter {
    /// Checks a value as the server does, as far as it can be done here: patterns are left to the server, whose
    /// syntax for them is another. Where there are options, nothing but them counts.
    ///
    /// # Errors
    /// The first thing wrong with it.
    pub fn check(&self, value: &str) -> Result<(), ValueProblem> {
        let ours = |text| Err(ValueProblem::Ours(text));
        if value.is_empty() && (self.required || matches!(self.kind, Kind::Number | Kind::Bool)) {
            return ours(Text::ParameterMissing);
        }
        if self.takes_list() && list(value).is_none() {
            return ours(Text::ParameterNotAList);
        }
        match self.kind {
            _ if !self.choices.is_empty() && self.strays(value).is_empty() => Ok(()),
            _ if !self.choices.is_empty() => ours(Text::ParameterNotAChoice),
            Kind::Number => self.check_number(value),
            Kind::Bool if boolean(value).is_none() => ours(Text::ParameterNotABool),
            _ => Ok(()),
        }
    }

    /// Whole numbers are asked for only where the template bounds them.
    fn check_number(&self, value: &str) -> Result<(), ValueProblem> {
        if !self.is_whole() {
            let is_number = value.parse::<f64>().is_ok_and(f64::is_finite);
            return if is_number { Ok(()) } else { Err(ValueProblem::Ours(Text::ParameterNotNumeric)) };
        }
        let number: i64 = value.parse().map_err(|_| ValueProblem::Ours(Text::ParameterNotANumber))?;
        let is_within = self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max);
        if is_within {
            return Ok(());
        }
        let (min, max) = (self.min.map(|n| n.to_string()), self.max.map(|n| n.to_string()));
        let places = [("min", min.as_deref()), ("max", max.as_deref()), ("value", Some(value))];
        let known: Vec<(&str, &str)> = places.iter().filter_map(|(name, of)| Some((*name, (*of)?))).collect();
        let words = fill(&self.validation_error, &known);
        // Words about a bound that there is not would tell of none.
        let has_places = words.contains("{min}") || words.contains("{max}");
        Err(if words.is_empty() || has_places {
            ValueProblem::Range(self.min, self.max)
        } else {
            ValueProblem::Theirs(words)
        })
    }

    /// Whether Coder takes whole numbers only.
    pub fn is_whole(&self) -> bool {
        self.min.is_some() || self.max.is_some() || self.monotonic.is_some()
    }

    /// Whether a value is a list of its own rather than one of the options.
    fn takes_list(&self) -> bool {
        self.kind == Kind::List && self.control != Control::Radio
    }

    /// The parts of a value that its control cannot show, and that can be dropped: what is no option, what is no list,
    /// what is no truth value.
    pub fn strays(&self, value: &str) -> Vec<String> {
        let is_choice =
            |value: &str| self.choices.is_empty() || self.choices.iter().any(|c| c.value == value);
        let whole = || vec![value.to_owned()];
        match self.kind {
            _ if value.is_empty() => Vec::new(),
            _ if self.takes_list() => match list(value) {
                Some(items) => items.into_iter().filter(|item| !is_choice(item)).collect(),
                None => whole(),
            },
            Kind::Bool if self.choices.is_empty() && boolean(value).is_none() => whole(),
            _ if is_choice(value) => Vec::new(),
            _ => whole(),
        }
    }

    /// The value of a list without one of its parts; none for a value that has no parts.
    pub fn without(&self, value: &str, stray: &str) -> Option<String> {
        self.takes_list().then(|| {
            let items = list(value).unwrap_or_default();
            list_value(&items.into_iter().filter(|item| item != stray).collect::<Vec<_>>())
        })
    }

    /// The least and the greatest number of a slider: the template's bounds, and where it sets none, as far as the
    /// value needs.
    pub fn slider_ends(&self, value: &str) -> (i64, i64) {
        // `as` saturates.
        let value = value.parse::<f64>().ok().filter(|value| value.is_finite());
        let low = value.map_or(SLIDER.0, |value| SLIDER.0.min(value.floor() as i64));
        let high = value.map_or(SLIDER.1, |value| SLIDER.1.max(value.ceil() as i64));
        let width = SLIDER.1 - SLIDER.0;
        let is_below = |max: i64| if low < max { low } else { max.saturating_sub(width) };
        let is_above = |min: i64| if high > min { high } else { min.saturating_add(width) };
        match (self.min, self.max) {
            (Some(min), Some(max)) => (min, max),
            (Some(min), None) => (min, is_above(min)),
            (None, Some(max)) => (is_below(max), max),
            (None, None) => (low, high),
        }
    }

    /// The step of a slider: 1, or as fine as the value that it begins with.
    pub fn slider_step(&self, value: &str) -> String {
        let digits = match value.split_once('.') {
            Some((_, decimals)) if !self.is_whole() => decimals.len(),
            _ => 0,
        };
        if digits == 0 { "1".to_owned() } else { format!("0.{}1", "0".repeat(digits - 1)) }
    }
}

/// A truth value as Go's `strconv.ParseBool` reads it.
pub fn boolean(value: &str) -> Option<bool> {
    match value {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Some(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Some(false),
        _ => None,
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
    use super::super::read::Classic;
    use super::super::read::tests::parameter;
    use super::*;
    use crate::json::Read as _;
    use serde_json::json;

    fn classic(more: Value) -> Parameter {
        let mut body = json!({"name": "p", "default_value": ""});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Classic::read(&body).unwrap().0
    }

    /// The same parameter in both flows: a type, options and a validation.
    fn both(kind: &str, options: &[&str], validation: Value) -> [Parameter; 2] {
        let dynamic: Vec<Value> =
            options.iter().map(|o| json!({"name": o, "value": {"value": o, "valid": true}})).collect();
        let fixed: Vec<Value> = options.iter().map(|o| json!({"name": o, "value": o})).collect();
        let mut plain = validation.clone();
        plain["type"] = json!(kind);
        plain["options"] = json!(fixed);
        let validations = if validation == json!({}) { json!([]) } else { json!([validation]) };
        [parameter(json!({"type": kind, "options": dynamic, "validations": validations})), classic(plain)]
    }

    const NOT_A_CHOICE: Result<(), ValueProblem> = Err(ValueProblem::Ours(Text::ParameterNotAChoice));
    const NOT_WHOLE: Result<(), ValueProblem> = Err(ValueProblem::Ours(Text::ParameterNotANumber));
    const NOT_NUMERIC: Result<(), ValueProblem> = Err(ValueProblem::Ours(Text::ParameterNotNumeric));

    #[test]
    fn numbers_are_whole_only_where_the_template_bounds_them() {
        for number in both("number", &[], json!({})) {
            for good in ["0.5", "-2", "1e3", "3"] {
                assert_eq!(number.check(good), Ok(()), "{good}");
            }
            for bad in ["half", "1,5", "NaN", "inf"] {
                assert_eq!(number.check(bad), NOT_NUMERIC, "{bad}");
            }
            assert_eq!(number.check(""), Err(ValueProblem::Ours(Text::ParameterMissing)));
        }
        for bound in [
            json!({"validation_min": 0}),
            json!({"validation_max": 9}),
            json!({"validation_monotonic": "increasing"}),
        ] {
            for number in both("number", &[], bound.clone()) {
                assert_eq!(number.check("0.5"), NOT_WHOLE, "{bound}");
                assert_eq!(number.check("5"), Ok(()), "{bound}");
            }
        }
    }

    #[test]
    fn with_options_nothing_but_the_option_counts() {
        for number in both("number", &["0.5", "64"], json!({"validation_min": 1, "validation_max": 8})) {
            assert_eq!(number.check("0.5"), Ok(()));
            assert_eq!(number.check("64"), Ok(()));
            assert_eq!(number.check("2"), NOT_A_CHOICE);
        }
        for truth in both("bool", &["true", "1"], json!({})) {
            assert_eq!(truth.check("1"), Ok(()));
            assert_eq!(truth.check("t"), NOT_A_CHOICE);
        }
    }

    #[test]
    fn bounds_may_have_one_side() {
        let problem = |validation: Value, value: &str| {
            both("number", &[], validation).map(|number| number.check(value).unwrap_err())
        };
        for (bounds, value, says) in [
            (json!({"validation_min": 1}), "0", "Enter 1 or more."),
            (json!({"validation_max": 8}), "9", "Enter at most 8."),
            (json!({"validation_min": 1, "validation_max": 8}), "9", "Enter a number from 1 to 8."),
            (
                json!({"validation_max": 8, "validation_error": "not over {max}, not {value}"}),
                "9",
                "not over 8, not 9",
            ),
            (json!({"validation_max": 8, "validation_error": "{min} to {max}"}), "9", "Enter at most 8."),
            (json!({"validation_min": 1, "validation_error": "{min} to {max}"}), "0", "Enter 1 or more."),
            (json!({"validation_min": 1, "validation_error": "from {min}"}), "0", "from 1"),
        ] {
            for problem in problem(bounds.clone(), value) {
                assert_eq!(problem.say(&Texts::default()), says, "{bounds}");
            }
        }
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
    fn a_number_that_only_grows_begins_at_the_one_before() {
        let from = |monotonic: &str, before: &str| {
            let mut number = classic(json!({"type": "number", "validation_monotonic": monotonic}));
            number.continue_from(before);
            number
        };
        assert_eq!(from("increasing", "10").check("9"), Err(ValueProblem::Range(Some(10), None)));
        assert_eq!(from("increasing", "10").check("10"), Ok(()));
        assert_eq!(from("decreasing", "10").check("11"), Err(ValueProblem::Range(None, Some(10))));
        assert_eq!(from("sideways", "10").check("9"), Ok(()));
        assert_eq!(from("increasing", "10").value.as_deref(), Some("10"));
    }

    #[test]
    fn truth_is_written_as_go_reads_it() {
        for truth in both("bool", &[], json!({})) {
            for good in ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"] {
                assert_eq!(truth.check(good), Ok(()), "{good}");
            }
            for bad in ["yes", "tRUE", "2", "on"] {
                assert_eq!(truth.check(bad), Err(ValueProblem::Ours(Text::ParameterNotABool)), "{bad}");
            }
        }
        assert_eq!((boolean("T"), boolean("0"), boolean("")), (Some(true), Some(false), None));
    }

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
        let words = parameter(json!({"type": "list(string)"}));
        assert_eq!(words.strays("no list"), ["no list"]);
        assert_eq!(words.strays(r#"["any"]"#), Vec::<String>::new());
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
                    !parameter.strays(value).is_empty() && parameter.check(value).is_err(),
                    "{form} {value}"
                );
            }
        }
    }

    #[test]
    fn a_slider_reaches_its_value_whatever_bounds_there_are() {
        let slider = |validation: Value| {
            parameter(json!({"type": "number", "form_type": "slider", "validations": [validation]}))
        };
        let ends = |value: &str, validation: Value| slider(validation).slider_ends(value);
        assert_eq!(ends("2", json!({"validation_min": 1, "validation_max": 8})), (1, 8));
        assert_eq!(ends("2", json!({})), (0, 100));
        assert_eq!(ends("-3", json!({})), (-3, 100));
        assert_eq!(ends("250", json!({"validation_min": 200})), (200, 250));
        assert_eq!(ends("200", json!({"validation_min": 200})), (200, 300));
        assert_eq!(ends("-5", json!({"validation_max": -5})), (-105, -5));
        assert_eq!(ends("2", json!({"validation_max": 8})), (0, 8));
        assert_eq!(ends("", json!({})), (0, 100));
        assert_eq!(slider(json!({})).slider_step("0.25"), "0.01");
        assert_eq!(slider(json!({"validation_min": 0})).slider_step("0.25"), "1");
        assert_eq!(slider(json!({})).slider_step("4"), "1");
    }

    #[test]
    fn values_are_checked_as_the_server_does() {
        let required = parameter(json!({"required": true}));
        assert_eq!(required.check(""), Err(ValueProblem::Ours(Text::ParameterMissing)));
        assert_eq!(parameter(json!({})).check(""), Ok(()));
        let options = json!([{"name": "A", "value": {"value": "a", "valid": true}}]);
        let chosen = parameter(json!({"options": options}));
        assert_eq!(chosen.check(""), Ok(()));
        assert_eq!(chosen.check("b"), NOT_A_CHOICE);
        let some =
            parameter(json!({"type": "list(string)", "form_type": "multi-select", "options": options}));
        assert_eq!(some.check("[\"a\"]"), Ok(()));
        assert_eq!(some.check("[\"b\"]"), NOT_A_CHOICE);
        assert_eq!(some.check("a"), Err(ValueProblem::Ours(Text::ParameterNotAList)));
    }

    #[test]
    fn lists_travel_as_json() {
        assert_eq!(list("[\"a\",\"b\"]").unwrap(), ["a", "b"]);
        assert_eq!(list(""), Some(vec![]));
        assert_eq!(list("[1]"), None);
        assert_eq!(list_value(&["a\"b".to_owned()]), r#"["a\"b"]"#);
    }
}
