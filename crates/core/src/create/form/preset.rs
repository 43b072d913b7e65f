//! The preset of a form: the values that it sets and its conflicts.

use super::Form;
use crate::create::parameter::{Parameter, ResolvedParameters};
use crate::models::Preset;

impl Form {
    /// Returns the parameters whose preset value is invalid.
    ///
    /// `is_current`: whether the diagnostics in `evaluation` are about the current values.
    pub fn conflicts<'a>(
        &self,
        evaluation: &'a ResolvedParameters,
        is_current: bool,
    ) -> impl Iterator<Item = &'a Parameter> {
        evaluation.parameters.iter().filter(move |parameter| {
            self.preset_value(&parameter.name).is_some_and(|value| {
                parameter.validate(value).is_err()
                    || (is_current && parameter.diagnostics.iter().any(|diagnostic| diagnostic.is_error))
            })
        })
    }

    /// Whether the preset sets a parameter, which makes it read-only.
    pub fn is_preset(&self, name: &str) -> bool {
        self.preset_value(name).is_some()
    }

    /// Whether a preset agrees with all values that were given, so that applying it overwrites none of them.
    pub fn is_compatible_with(&self, preset: &Preset) -> bool {
        preset.parameters.iter().all(|(name, value)| {
            let current = self.touched.iter().find(|(key, _)| key == name);
            current.is_none_or(|(_, current)| current == value)
        })
    }

    /// Returns what a preset sets, in words, in the order of the parameters: "2 cores · Helsinki". Values of
    /// parameters that the template does not show are left out.
    pub fn preset_summary(preset: &Preset, parameters: &[Parameter]) -> String {
        let texts = parameters.iter().filter_map(|parameter| {
            let (_, value) = preset.parameters.iter().find(|(name, _)| *name == parameter.name)?;
            Some(parameter.value_text(value))
        });
        texts.collect::<Vec<_>>().join(" · ")
    }

    pub(super) fn preset_value(&self, name: &str) -> Option<&str> {
        let values = &self.preset.as_ref()?.parameters;
        values.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{cpu, evaluation, preset, tools};
    use super::*;
    use serde_json::json;

    #[test]
    fn a_preset_is_not_chosen_over_a_value_that_was_given() {
        let mut form = Form::named("ws");
        form.fill_defaults([("cpu".to_owned(), "4".to_owned())]);
        assert!(form.is_compatible_with(&preset(&[("cpu", "4"), ("disk", "9")])));
        assert!(!form.is_compatible_with(&preset(&[("cpu", "16")])));
    }

    #[test]
    fn a_preset_that_does_not_fit_is_known_by_its_fields_and_gone_with_it() {
        let mut form = Form::named("ws");
        let conflict = json!({"name": "cpu", "value": {"value": "16", "valid": true},
            "diagnostics": [{"severity": "error", "summary": "too many"}]});
        let now = evaluation(json!([tools("dropdown", "gone"), conflict, tools("radio", "a")]));
        let names = |form: &Form, is_current| {
            form.conflicts(&now, is_current).map(|p| p.name.clone()).collect::<Vec<_>>()
        };
        form.set("tools", "elsewhere");
        assert!(names(&form, true).is_empty(), "no preset set it");
        form.preset = Some(preset(&[("tools", "gone"), ("cpu", "16"), ("elsewhere", "x")]));
        assert_eq!(names(&form, true), ["tools", "cpu", "tools"]);
        assert_eq!(names(&form, false), ["tools", "tools"], "what the server said was about other values");
        form.preset = None;
        assert!(names(&form, true).is_empty());
    }

    #[test]
    fn what_a_preset_sets_is_said_in_the_words_of_its_options() {
        let option = json!({"name": "Helsinki", "value": {"value": "eu", "valid": true}});
        let region = json!({"name": "region", "form_type": "radio", "options": [option]});
        let secret = json!({"name": "key", "display_name": "Key", "styling": {"mask_input": true}});
        let parameters = evaluation(json!([region, cpu("2"), secret])).parameters;
        let sets = preset(&[("key", "hidden"), ("cpu", "16"), ("region", "eu"), ("gone", "x")]);
        assert_eq!(Form::preset_summary(&sets, &parameters), "Helsinki · cpu: 16 · Key");
        assert_eq!(Form::preset_summary(&preset(&[("region", "us")]), &parameters), "region: us");
    }

    #[test]
    fn a_preset_wins_and_gives_back_what_was_typed() {
        let mut form = Form::named("ws");
        form.set("cpu", "7");
        form.preset = Some(preset(&[("cpu", "16")]));
        let parameters = evaluation(json!([cpu("2")])).parameters;
        assert_eq!(form.value(&parameters[0]), "16");
        assert_eq!(form.inputs(), [("cpu".to_owned(), "16".to_owned())]);
        let request = form.to_request("v1", &parameters);
        assert_eq!(request["template_version_preset_id"], "p1");
        assert_eq!(request["rich_parameter_values"], json!([{"name": "cpu", "value": "16"}]));
        form.preset = None;
        assert_eq!(form.value(&parameters[0]), "7");
    }
}
