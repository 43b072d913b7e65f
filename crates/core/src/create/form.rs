//! The form: what was typed, what presets and earlier workspaces set, what the server says of it, and the request.
//!
//! What was typed is kept by the parameter's name for as long as the form is open, so that a parameter that goes
//! away and comes back has its value, and is never written over by an answer of the server's.

use super::name::{NameProblem, check_name};
use super::parameter::{Evaluation, Parameter};
use super::readable::Readable;
use crate::drive::{Values, parameters};
use crate::error::{Error, Said};
use crate::wire::{ExternalAuth, FieldError, Preset};
use serde_json::{Map, Value, json};

/// A form to create a workspace with, or to be asked before a build.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The name as typed.
    pub name: String,
    /// Values somebody gave: configuration, an earlier workspace, or who types. In that order.
    touched: Values,
    /// The preset that is chosen.
    pub preset: Option<Preset>,
    /// What the server said the last time it refused the form.
    pub refused: Vec<FieldError>,
}

impl Form {
    /// A form with a name to begin with.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Gives values that nobody typed; those that are there already stay.
    pub fn fill(&mut self, values: impl IntoIterator<Item = (String, String)>) {
        for (name, value) in values {
            if !self.touched.iter().any(|(known, _)| *known == name) {
                self.touched.push((name, value));
            }
        }
    }

    /// Types a value. What the server said of it is no longer true.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.touched.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.touched.push((name.to_owned(), value.to_owned())),
        }
        self.refused.retain(|error| error.field != name);
    }

    /// Takes a given value back, so that the template's own holds again.
    pub fn unset(&mut self, name: &str) {
        self.touched.retain(|(known, _)| known != name);
        self.refused.retain(|error| error.field != name);
    }

    /// Whether what strays in a value can be dropped: what a preset or the template sets cannot.
    pub fn can_drop(&self, parameter: &Parameter) -> bool {
        !self.is_preset(&parameter.name)
            && (self.is_touched(&parameter.name) || parameter.without("", "").is_some())
    }

    /// Drops what strays in a value: from a list the one item, else the value as a whole.
    pub fn drop_stray(&mut self, parameter: &Parameter, stray: &str) {
        match parameter.without(&self.value(parameter), stray) {
            Some(rest) => self.set(&parameter.name, &rest),
            None => self.unset(&parameter.name),
        }
    }

    /// The parameters whose values from the preset are none; `is_current` if what the server said is about them.
    pub fn misfits<'a>(
        &self,
        evaluation: &'a Evaluation,
        is_current: bool,
    ) -> impl Iterator<Item = &'a Parameter> {
        evaluation.parameters.iter().filter(move |parameter| {
            self.preset_value(&parameter.name).is_some_and(|value| {
                parameter.check(value).is_err()
                    || (is_current && parameter.diagnostics.iter().any(|said| said.is_error))
            })
        })
    }

    /// Whether somebody gave a value.
    pub fn is_touched(&self, name: &str) -> bool {
        self.touched.iter().any(|(known, _)| known == name)
    }

    /// Whether the preset sets a parameter, so that nobody else can.
    pub fn is_preset(&self, name: &str) -> bool {
        self.preset_value(name).is_some()
    }

    /// Whether a preset says nothing else than what was given: a configured value is not written over unasked.
    pub fn agrees_with(&self, preset: &Preset) -> bool {
        preset.parameters.iter().all(|(name, value)| {
            let given = self.touched.iter().find(|(known, _)| known == name);
            given.is_none_or(|(_, given)| given == value)
        })
    }

    fn preset_value(&self, name: &str) -> Option<&str> {
        let values = &self.preset.as_ref()?.parameters;
        values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A parameter's value: the preset's, else what was given, else the server's.
    pub fn value(&self, parameter: &Parameter) -> String {
        let given =
            || self.touched.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| value.as_str());
        let value = self.preset_value(&parameter.name).or_else(given).or(parameter.value.as_deref());
        value.unwrap_or_default().to_owned()
    }

    /// What to evaluate the template with: everything somebody gave, and the preset's.
    pub fn inputs(&self) -> Values {
        let mut inputs: Values =
            self.touched.iter().filter(|(name, _)| !self.is_preset(name)).cloned().collect();
        if let Some(preset) = &self.preset {
            inputs.extend(preset.parameters.iter().cloned());
        }
        inputs
    }

    /// The values of all these parameters.
    pub fn values(&self, parameters: &[Parameter]) -> Values {
        parameters.iter().map(|parameter| (parameter.name.clone(), self.value(parameter))).collect()
    }

    /// What is wrong with the name: by the rule, or by the server, which knows the others.
    pub fn name_problem(&self) -> Option<NameProblem> {
        check_name(self.name.trim()).err()
    }

    /// What the server said of a field.
    pub fn refused(&self, field: &str) -> Option<&str> {
        self.refused.iter().find(|error| error.field == field).map(|error| error.detail.as_str())
    }

    /// What the server said of things that are no field of these.
    pub fn refused_elsewhere(&self, parameters: &[Parameter]) -> Vec<&FieldError> {
        let is_field = |field: &str| field == "name" || parameters.iter().any(|p| p.name == field);
        self.refused.iter().filter(|error| !is_field(&error.field)).collect()
    }

    /// What stands in the way of sending the form.
    pub fn obstacles(&self, evaluation: &Evaluation, auth: &[ExternalAuth]) -> Obstacles {
        let wrong = |parameter: &&Parameter| {
            parameter.diagnostics.iter().any(|d| d.is_error)
                || parameter.check(&self.value(parameter)).is_err()
        };
        Obstacles {
            name: self.name_problem().is_some(),
            parameters: evaluation.parameters.iter().filter(wrong).map(|p| p.name.clone()).collect(),
            whole: evaluation.diagnostics.iter().any(|d| d.is_error),
            auth: auth.iter().filter(|a| !a.optional && !a.authenticated).map(|a| a.id.clone()).collect(),
        }
    }

    /// The body of the call that creates the workspace: with all current parameters, and the version that they were
    /// evaluated with.
    pub fn request(&self, version: &str, current: &[Parameter]) -> Value {
        let mut body = json!({
            "template_version_id": version,
            "name": self.name.trim(),
            "rich_parameter_values": parameters(&self.values(current)),
        });
        if let Some(preset) = &self.preset {
            body["template_version_preset_id"] = json!(preset.id);
        }
        body
    }

    /// Puts what the server said of the form on its fields; `false` if it is not about any.
    pub fn take_refusal(&mut self, error: &Error) -> bool {
        match error {
            Error::Validation(said) | Error::Conflict(said) | Error::Forbidden(said) => {
                self.refused = refusals(said);
                !self.refused.is_empty()
            }
            _ => false,
        }
    }

    /// Returns what a reload brings back: the values of parameters that are known to be shown as they are.
    pub fn draft(&self, readable: &Readable) -> Value {
        let values: Map<String, Value> = self
            .touched
            .iter()
            .filter(|(name, _)| readable.has(name))
            .map(|(name, value)| (name.clone(), json!(value)))
            .collect();
        json!({"name": self.name, "values": values, "preset": self.preset.as_ref().map(|p| &p.id)})
    }

    /// Brings a draft back; the id of the preset that was chosen, where one was.
    pub fn restore(&mut self, draft: &Value) -> Option<String> {
        if let Some(name) = draft.get("name").and_then(Value::as_str) {
            name.clone_into(&mut self.name);
        }
        for (name, value) in draft.get("values").and_then(Value::as_object).into_iter().flatten() {
            if let Some(value) = value.as_str() {
                self.set(name, value);
            }
        }
        draft.get("preset").and_then(Value::as_str).map(str::to_owned)
    }
}

/// The fields that a refusal names. The classic flow names its parameter in the message only.
fn refusals(said: &Said) -> Vec<FieldError> {
    if !said.fields.is_empty() {
        return said.fields.clone();
    }
    let named = said.message.strip_prefix("Unable to validate parameter \"");
    let parameter = named.and_then(|rest| rest.split('"').next()).filter(|name| !name.is_empty());
    parameter
        .map(|name| FieldError { field: name.to_owned(), detail: said.detail.clone() })
        .into_iter()
        .collect()
}

/// What stands in the way of sending a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Obstacles {
    /// The name.
    pub name: bool,
    /// Parameters, by name.
    pub parameters: Vec<String>,
    /// All parameters together.
    pub whole: bool,
    /// Providers one has to connect first.
    pub auth: Vec<String>,
}

impl Obstacles {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::Read;

    fn evaluation(parameters: Value) -> Evaluation {
        Evaluation::read(&json!({ "parameters": parameters })).unwrap()
    }

    fn cpu(value: &str) -> Value {
        json!({"name": "cpu", "type": "number", "value": {"value": value, "valid": true}})
    }

    fn masked(name: &str) -> Value {
        json!({"name": name, "type": "string", "styling": {"mask_input": true}})
    }

    fn preset(values: &[(&str, &str)]) -> Preset {
        let parameters = values.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Preset {
            id: "p1".into(),
            name: "Large".into(),
            description: String::new(),
            icon: String::new(),
            default: true,
            parameters,
        }
    }

    #[test]
    fn what_was_typed_is_never_written_over_and_survives_the_parameters_absence() {
        let mut form = Form::named("ws");
        form.set("cpu", "7");
        let with = evaluation(json!([cpu("2")]));
        assert_eq!(form.value(&with.parameters[0]), "7");
        let without = evaluation(json!([]));
        assert_eq!(form.values(&without.parameters), []);
        assert_eq!(form.value(&with.parameters[0]), "7");
        form.fill([("cpu".to_owned(), "1".to_owned()), ("disk".to_owned(), "9".to_owned())]);
        assert_eq!(form.value(&with.parameters[0]), "7");
        assert!(form.is_touched("disk"));
    }

    #[test]
    fn a_preset_wins_and_gives_back_what_was_typed() {
        let mut form = Form::named("ws");
        form.set("cpu", "7");
        form.preset = Some(preset(&[("cpu", "16")]));
        let parameters = evaluation(json!([cpu("2")])).parameters;
        assert_eq!(form.value(&parameters[0]), "16");
        assert_eq!(form.inputs(), [("cpu".to_owned(), "16".to_owned())]);
        let request = form.request("v1", &parameters);
        assert_eq!(request["template_version_preset_id"], "p1");
        assert_eq!(request["rich_parameter_values"], json!([{"name": "cpu", "value": "16"}]));
        form.preset = None;
        assert_eq!(form.value(&parameters[0]), "7");
    }

    #[test]
    fn a_preset_is_not_chosen_over_a_value_that_was_given() {
        let mut form = Form::named("ws");
        form.fill([("cpu".to_owned(), "4".to_owned())]);
        assert!(form.agrees_with(&preset(&[("cpu", "4"), ("disk", "9")])));
        assert!(!form.agrees_with(&preset(&[("cpu", "16")])));
    }

    #[test]
    fn a_value_that_is_taken_back_takes_along_what_the_server_said_of_it_and_nothing_else() {
        let error = |field: &str| FieldError { field: field.into(), detail: "no".into() };
        let mut form = Form::named("ws");
        form.refused = vec![error("cpu"), error("zone")];
        form.unset("cpu");
        assert_eq!((form.refused("cpu"), form.refused("zone")), (None, Some("no")));
    }

    fn tools(form: &str, value: &str) -> Value {
        let options = json!([{"name": "A", "value": {"value": "a", "valid": true}}]);
        let kind = if form == "multi-select" { "list(string)" } else { "string" };
        json!({"name": "tools", "type": kind, "form_type": form, "options": options,
            "value": {"value": value, "valid": true}})
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
    fn a_preset_that_does_not_fit_is_known_by_its_fields_and_gone_with_it() {
        let mut form = Form::named("ws");
        let said = json!({"name": "cpu", "value": {"value": "16", "valid": true},
            "diagnostics": [{"severity": "error", "summary": "too many"}]});
        let now = evaluation(json!([tools("dropdown", "gone"), said, tools("radio", "a")]));
        let names = |form: &Form, is_current| {
            form.misfits(&now, is_current).map(|p| p.name.clone()).collect::<Vec<_>>()
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
    fn everything_in_the_way_is_named() {
        let form = Form::named("-bad");
        let wrong = Evaluation::read(&json!({
            "diagnostics": [{"severity": "error", "summary": "no"}],
            "parameters": [cpu("x"), {"name": "ok", "value": {"value": "", "valid": true}},
                {"name": "said", "value": {"value": "v", "valid": true}, "diagnostics": [{"severity": "error"}]}],
        }))
        .unwrap();
        let auth = |id: &str, optional, authenticated| {
            ExternalAuth::read(&json!({"id": id, "optional": optional, "authenticated": authenticated}))
                .unwrap()
        };
        let auth = [auth("github", false, false), auth("gitlab", true, false), auth("done", false, true)];
        let obstacles = form.obstacles(&wrong, &auth);
        assert!(obstacles.name && obstacles.whole);
        assert_eq!(obstacles.parameters, ["cpu", "said"]);
        assert_eq!(obstacles.auth, ["github"]);
        assert!(Form::named("ok").obstacles(&Evaluation::default(), &[]).is_empty());
    }

    #[test]
    fn a_refusal_lands_on_its_fields_and_goes_when_they_are_changed() {
        let mut form = Form::named("ws");
        let field = |field: &str| FieldError { field: field.into(), detail: "no".into() };
        let said =
            Said { fields: vec![field("name"), field("cpu"), field("external_auth")], ..Said::default() };
        assert!(form.take_refusal(&Error::Conflict(said)));
        assert_eq!(form.refused("cpu"), Some("no"));
        let parameters = evaluation(json!([cpu("2")])).parameters;
        let elsewhere: Vec<&str> =
            form.refused_elsewhere(&parameters).iter().map(|e| e.field.as_str()).collect();
        assert_eq!(elsewhere, ["external_auth"]);
        form.set("cpu", "3");
        assert_eq!(form.refused("cpu"), None);
        assert!(!form.take_refusal(&Error::Timeout));
    }

    #[test]
    fn every_kind_of_refusal_that_can_name_a_field_puts_it_there() {
        let said = || Said {
            fields: vec![FieldError { field: "cpu".into(), detail: "no".into() }],
            ..Said::default()
        };
        for error in [Error::Validation(said()), Error::Conflict(said()), Error::Forbidden(said())] {
            let mut form = Form::named("ws");
            assert!(form.take_refusal(&error), "{error:?}");
            assert_eq!(form.refused("cpu"), Some("no"), "{error:?}");
        }
        let mut form = Form::named("ws");
        assert!(!form.take_refusal(&Error::Forbidden(Said::default())), "it is said elsewhere");
    }

    #[test]
    fn the_classic_flow_names_its_parameter_in_the_message() {
        let mut form = Form::named("ws");
        let said = Said {
            message: "Unable to validate parameter \"disk\"".into(),
            detail: "too small".into(),
            fields: vec![],
        };
        assert!(form.take_refusal(&Error::Validation(said)));
        assert_eq!(form.refused("disk"), Some("too small"));
    }

    #[test]
    fn a_draft_brings_everything_back_but_secrets() {
        let mut form = Form::named("ws");
        form.set("cpu", "3");
        form.set("token", "s3cret");
        form.preset = Some(preset(&[]));
        let mut readable = Readable::default();
        readable.see(&evaluation(json!([cpu("2"), masked("token")])).parameters);
        let draft = form.draft(&readable);
        assert!(!draft.to_string().contains("s3cret"));
        let mut back = Form::named("other");
        assert_eq!(back.restore(&draft).as_deref(), Some("p1"));
        assert_eq!(
            (back.name.as_str(), back.is_touched("cpu"), back.is_touched("token")),
            ("ws", true, false)
        );
    }

    #[test]
    fn only_what_a_preset_sets_is_preset_and_one_obstacle_is_one_too_many() {
        let mut form = Form::named("ws");
        assert!(!form.is_preset("cpu"));
        form.preset = Some(preset(&[("cpu", "16")]));
        assert!(form.is_preset("cpu") && !form.is_preset("disk"));
        assert!(!Obstacles { name: true, ..Obstacles::default() }.is_empty());
        assert!(!Form::named("").obstacles(&Evaluation::default(), &[]).is_empty());
    }
}
