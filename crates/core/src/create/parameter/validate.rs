//! Validation of parameter values.

use super::definition::{Parameter, ValueType};
use super::literal::{boolean, parse_list};
use crate::i18n::{Message, Translations, interpolate};
use crate::json::number;

/// The reason why a value is invalid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// A translated message.
    Message(Message),
    /// The value is below the minimum or above the maximum, either of which may be missing.
    Range(Option<i64>, Option<i64>),
    /// The template's own message.
    Template(String),
}

impl ValueError {
    /// Returns the reason in the host's language.
    pub fn message(&self, texts: &Translations) -> String {
        match self {
            Self::Template(message) => message.clone(),
            Self::Message(text) => texts.get(*text).to_owned(),
            Self::Range(Some(min), Some(max)) => {
                texts.format(Message::ParameterRange, &[("min", &min.to_string()), ("max", &max.to_string())])
            }
            Self::Range(Some(min), None) => {
                texts.format(Message::ParameterAtLeast, &[("min", &min.to_string())])
            }
            Self::Range(None, Some(max)) => {
                texts.format(Message::ParameterAtMost, &[("max", &max.to_string())])
            }
            Self::Range(None, None) => texts.get(Message::ParameterNotANumber).to_owned(),
        }
    }
}

impl Parameter {
    /// Validates a value as far as Coder's rules can be applied locally.
    ///
    /// If the parameter has options, only those are valid. Patterns are left to Coder, which uses another regex
    /// syntax.
    ///
    /// # Errors
    /// The first reason why the value is invalid.
    pub fn validate(&self, value: &str) -> Result<(), ValueError> {
        let ours = |text| Err(ValueError::Message(text));
        if value.is_empty() && (self.required || matches!(self.kind, ValueType::Number | ValueType::Bool)) {
            return ours(Message::ParameterMissing);
        }
        if self.takes_list() && parse_list(value).is_none() {
            return ours(Message::ParameterNotAList);
        }
        match self.kind {
            _ if !self.choices.is_empty() && self.strays(value).is_empty() => Ok(()),
            _ if !self.choices.is_empty() => ours(Message::ParameterNotAChoice),
            ValueType::Number => self.check_number(value),
            ValueType::Bool if boolean(value).is_none() => ours(Message::ParameterNotABool),
            _ => Ok(()),
        }
    }

    /// Checks a number. It must be whole only if [`Self::is_whole`].
    fn check_number(&self, value: &str) -> Result<(), ValueError> {
        if !self.is_whole() {
            return number(value).map(drop).ok_or(ValueError::Message(Message::ParameterNotNumeric));
        }
        let number: i64 = value.parse().map_err(|_| ValueError::Message(Message::ParameterNotANumber))?;
        let is_within = self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max);
        if is_within {
            return Ok(());
        }
        let (min, max) = (self.min.map(|n| n.to_string()), self.max.map(|n| n.to_string()));
        let places = [("min", min.as_deref()), ("max", max.as_deref()), ("value", Some(value))];
        let placeholders: Vec<(&str, &str)> =
            places.iter().filter_map(|(name, of)| Some((*name, (*of)?))).collect();
        let message = interpolate(&self.validation_error, &placeholders);
        // A message with an unfilled placeholder refers to a bound that does not exist.
        let has_places = message.contains("{min}") || message.contains("{max}");
        Err(if message.is_empty() || has_places {
            ValueError::Range(self.min, self.max)
        } else {
            ValueError::Template(message)
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::create::fixture::{both, classic, parameter};
    use serde_json::{Value, json};

    const NOT_A_CHOICE: Result<(), ValueError> = Err(ValueError::Message(Message::ParameterNotAChoice));
    const NOT_WHOLE: Result<(), ValueError> = Err(ValueError::Message(Message::ParameterNotANumber));
    const NOT_NUMERIC: Result<(), ValueError> = Err(ValueError::Message(Message::ParameterNotNumeric));

    #[test]
    fn numbers_are_whole_only_where_the_template_bounds_them() {
        for number in both("number", &[], json!({})) {
            for good in ["0.5", "-2", "1e3", "3"] {
                assert_eq!(number.validate(good), Ok(()), "{good}");
            }
            for bad in ["half", "1,5", "NaN", "inf"] {
                assert_eq!(number.validate(bad), NOT_NUMERIC, "{bad}");
            }
            assert_eq!(number.validate(""), Err(ValueError::Message(Message::ParameterMissing)));
        }
        for bound in [
            json!({"validation_min": 0}),
            json!({"validation_max": 9}),
            json!({"validation_monotonic": "increasing"}),
        ] {
            for number in both("number", &[], bound.clone()) {
                assert_eq!(number.validate("0.5"), NOT_WHOLE, "{bound}");
                assert_eq!(number.validate("5"), Ok(()), "{bound}");
            }
        }
    }

    #[test]
    fn with_options_nothing_but_the_option_counts() {
        for number in both("number", &["0.5", "64"], json!({"validation_min": 1, "validation_max": 8})) {
            assert_eq!(number.validate("0.5"), Ok(()));
            assert_eq!(number.validate("64"), Ok(()));
            assert_eq!(number.validate("2"), NOT_A_CHOICE);
        }
        for truth in both("bool", &["true", "1"], json!({})) {
            assert_eq!(truth.validate("1"), Ok(()));
            assert_eq!(truth.validate("t"), NOT_A_CHOICE);
        }
    }

    #[test]
    fn bounds_may_have_one_side() {
        let problem = |validation: Value, value: &str| {
            both("number", &[], validation).map(|number| number.validate(value).unwrap_err())
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
                assert_eq!(problem.message(&Translations::default()), says, "{bounds}");
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
            assert_eq!(within(1, 8).validate(value).is_ok(), fits, "{value}");
        }
        assert_eq!(within(4, 4).validate("4"), Ok(()));
        let open = parameter(json!({"type": "number"}));
        for value in [i64::MIN, i64::MAX] {
            assert_eq!(open.validate(&value.to_string()), Ok(()));
        }
    }

    #[test]
    fn a_number_that_only_grows_begins_at_the_one_before() {
        let from = |monotonic: &str, before: &str| {
            let mut number = classic(json!({"type": "number", "validation_monotonic": monotonic}));
            number.continue_from(before);
            number
        };
        assert_eq!(from("increasing", "10").validate("9"), Err(ValueError::Range(Some(10), None)));
        assert_eq!(from("increasing", "10").validate("10"), Ok(()));
        assert_eq!(from("decreasing", "10").validate("11"), Err(ValueError::Range(None, Some(10))));
        assert_eq!(from("sideways", "10").validate("9"), Ok(()));
        assert_eq!(from("increasing", "10").value.as_deref(), Some("10"));
    }

    #[test]
    fn truth_is_written_as_go_reads_it() {
        for truth in both("bool", &[], json!({})) {
            for good in ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"] {
                assert_eq!(truth.validate(good), Ok(()), "{good}");
            }
            for bad in ["yes", "tRUE", "2", "on"] {
                assert_eq!(
                    truth.validate(bad),
                    Err(ValueError::Message(Message::ParameterNotABool)),
                    "{bad}"
                );
            }
        }
        assert_eq!((boolean("T"), boolean("0"), boolean("")), (Some(true), Some(false), None));
    }

    #[test]
    fn values_are_checked_as_the_server_does() {
        let required = parameter(json!({"required": true}));
        assert_eq!(required.validate(""), Err(ValueError::Message(Message::ParameterMissing)));
        assert_eq!(parameter(json!({})).validate(""), Ok(()));
        let options = json!([{"name": "A", "value": {"value": "a", "valid": true}}]);
        let chosen = parameter(json!({"options": options}));
        assert_eq!(chosen.validate(""), Ok(()));
        assert_eq!(chosen.validate("b"), NOT_A_CHOICE);
        let some =
            parameter(json!({"type": "list(string)", "form_type": "multi-select", "options": options}));
        assert_eq!(some.validate("[\"a\"]"), Ok(()));
        assert_eq!(some.validate("[\"b\"]"), NOT_A_CHOICE);
        assert_eq!(some.validate("a"), Err(ValueError::Message(Message::ParameterNotAList)));
    }
}
