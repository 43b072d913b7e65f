//! The creation form: typed values, values from presets and earlier workspaces, Coder's validation errors, and the
//! request body.
//!
//! Typed values are kept by parameter name for as long as the form is open, so that a parameter that disappears and
//! reappears keeps its value. Coder's responses never overwrite typed values.

mod blockers;
mod draft;
#[cfg(test)]
mod fixture;
mod preset;
mod server_error;

pub use blockers::Blockers;

use super::parameter::Parameter;
use crate::actions::plan::{ParameterValues, rich_parameter_values};
use crate::models::{FieldError, Preset};
use serde_json::{Value, json};

/// A form for creating a workspace, or for the prompt before a build.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The name as typed.
    pub name: String,
    /// Values from the user, the configuration or an earlier workspace.
    touched: ParameterValues,
    /// The selected preset.
    pub preset: Option<Preset>,
    /// The validation errors of the last refusal.
    pub refused: Vec<FieldError>,
}

impl Form {
    /// Creates a form with an initial name.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Adds values that the user did not type. Existing values are kept.
    pub fn fill_defaults(&mut self, values: impl IntoIterator<Item = (String, String)>) {
        for (name, value) in values {
            if !self.touched.iter().any(|(key, _)| *key == name) {
                self.touched.push((name, value));
            }
        }
    }

    /// Sets a typed value and clears the validation errors of its parameter.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.touched.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.touched.push((name.to_owned(), value.to_owned())),
        }
        self.refused.retain(|error| error.field != name);
    }

    /// Removes a value, so that the template's default applies again.
    pub fn unset(&mut self, name: &str) {
        self.touched.retain(|(key, _)| key != name);
        self.refused.retain(|error| error.field != name);
    }

    /// Whether invalid parts of a value can be removed with [`Form::drop_stray`].
    ///
    /// Values of the preset cannot be removed, and neither can the template's, except for items of a list.
    pub fn can_drop(&self, parameter: &Parameter) -> bool {
        !self.is_preset(&parameter.name)
            && (self.is_touched(&parameter.name) || parameter.without("", "").is_some())
    }

    /// Removes an invalid part of a value: an item from a list, or the value as a whole.
    pub fn drop_stray(&mut self, parameter: &Parameter, stray: &str) {
        match parameter.without(&self.value(parameter), stray) {
            Some(rest) => self.set(&parameter.name, &rest),
            None => self.unset(&parameter.name),
        }
    }

    /// Whether a parameter has a value from the user, the configuration or an earlier workspace.
    pub fn is_touched(&self, name: &str) -> bool {
        self.touched.iter().any(|(key, _)| key == name)
    }

    /// Returns the value of a parameter: the preset's, else the given one, else Coder's.
    pub fn value(&self, parameter: &Parameter) -> String {
        let input =
            || self.touched.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| value.as_str());
        let value = self.preset_value(&parameter.name).or_else(input).or(parameter.value.as_deref());
        value.unwrap_or_default().to_owned()
    }

    /// Returns the inputs for an evaluation of the template: the given values and the preset's.
    pub fn inputs(&self) -> ParameterValues {
        let mut inputs: ParameterValues =
            self.touched.iter().filter(|(name, _)| !self.is_preset(name)).cloned().collect();
        if let Some(preset) = &self.preset {
            inputs.extend(preset.parameters.iter().cloned());
        }
        inputs
    }

    /// Returns the values of these parameters.
    pub fn values(&self, parameters: &[Parameter]) -> ParameterValues {
        parameters.iter().map(|parameter| (parameter.name.clone(), self.value(parameter))).collect()
    }

    /// Returns the request body that creates the workspace, with all current parameters and the template version that
    /// they were evaluated with.
    pub fn to_request(&self, version: &str, current: &[Parameter]) -> Value {
        let mut body = json!({
            "template_version_id": version,
            "name": self.name.trim(),
            "rich_parameter_values": rich_parameter_values(&self.values(current)),
        });
        if let Some(preset) = &self.preset {
            body["template_version_preset_id"] = json!(preset.id);
        }
        body
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::{cpu, evaluation, preset, tools};
    use super::*;
    use crate::create::ResolvedParameters;

    #[test]
    fn what_was_typed_is_never_written_over_and_survives_the_parameters_absence() {
        let mut form = Form::named("ws");
        form.set("cpu", "7");
        let with = evaluation(json!([cpu("2")]));
        assert_eq!(form.value(&with.parameters[0]), "7");
        let without = evaluation(json!([]));
        assert_eq!(form.values(&without.parameters), []);
        assert_eq!(form.value(&with.parameters[0]), "7");
        form.fill_defaults([("cpu".to_owned(), "1".to_owned()), ("disk".to_owned(), "9".to_owned())]);
        assert_eq!(form.value(&with.parameters[0]), "7");
        assert!(form.is_touched("disk"));
    }

    #[test]
    fn a_value_that_is_taken_back_takes_along_what_the_server_said_of_it_and_nothing_else() {
        let error = |field: &str| FieldError { field: field.into(), detail: "no".into() };
        let mut form = Form::named("ws");
        form.refused = vec![error("cpu"), error("zone")];
        form.unset("cpu");
        assert_eq!((form.server_error("cpu"), form.server_error("zone")), (None, Some("no")));
    }

    #[test]
    fn what_strays_is_dropped_from_a_list_alone_and_else_with_its_value() {
        let mut form = Form::named("ws");
        let some = &evaluation(json!([tools("multi-select", r#"["a","gone"]"#)])).parameters[0];
        assert!(form.can_drop(some), "the template's own list");
        form.drop_stray(some, "gone");
        assert_eq!(form.value(some), r#"["a"]"#);
        let one = &evaluation(json!([tools("dropdown", "a")])).parameters[0];
        form.unset("tools");
        assert!(!form.can_drop(one), "there is nothing to go back to");
        form.set("tools", "gone");
        assert!(form.can_drop(one));
        form.drop_stray(one, "gone");
        assert_eq!((form.value(one).as_str(), form.is_touched("tools")), ("a", false));
        form.preset = Some(preset(&[("tools", "gone")]));
        assert!(!form.can_drop(one) && !form.can_drop(some), "a preset's value goes with the preset");
    }

    #[test]
    fn only_what_a_preset_sets_is_preset_and_one_obstacle_is_one_too_many() {
        let mut form = Form::named("ws");
        assert!(!form.is_preset("cpu"));
        form.preset = Some(preset(&[("cpu", "16")]));
        assert!(form.is_preset("cpu") && !form.is_preset("disk"));
        assert!(!Blockers { name: true, ..Blockers::default() }.is_empty());
        assert!(!Form::named("").blockers(&ResolvedParameters::default(), &[]).is_empty());
    }
}
