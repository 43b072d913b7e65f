//! The ends and the step of a slider.

use super::definition::Parameter;
use crate::json::number;

/// The ends of a slider without bounds, as in Coder's dashboard.
const SLIDER: (i64, i64) = (0, 100);

impl Parameter {
    /// Returns the ends of a slider: the template's bounds, or the default ends, extended to contain the value.
    ///
    /// If the only bound lies beyond the opposite default end, the slider is 100 wide.
    pub fn slider_ends(&self, value: &str) -> (i64, i64) {
        // `as` saturates.
        let value = number(value);
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

    /// Returns the step of a slider: 1, or one unit in the last decimal place of its initial value.
    pub fn slider_step(&self, value: &str) -> String {
        let digits = match value.split_once('.') {
            Some((_, decimals)) if !self.is_whole() => decimals.len(),
            _ => 0,
        };
        if digits == 0 { "1".to_owned() } else { format!("0.{}1", "0".repeat(digits - 1)) }
    }
}

#[cfg(test)]
mod tests {
    use crate::create::fixture::parameter;
    use serde_json::{Value, json};

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
}
