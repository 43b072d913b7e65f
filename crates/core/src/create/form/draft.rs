//! Drafts of a form, without secrets.

use super::Form;
use crate::create::readable::UnmaskedParameters;
use serde_json::{Map, Value, json};

impl Form {
    /// Returns the draft that a page reload restores, with the values of unmasked parameters only.
    pub fn draft(&self, readable: &UnmaskedParameters) -> Value {
        let values: Map<String, Value> = self
            .touched
            .iter()
            .filter(|(name, _)| readable.has(name))
            .map(|(name, value)| (name.clone(), json!(value)))
            .collect();
        json!({"name": self.name, "values": values, "preset": self.preset.as_ref().map(|p| &p.id)})
    }

    /// Restores a draft and returns the id of its preset, if it has one.
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

#[cfg(test)]
mod tests {
    use super::super::fixture::{cpu, evaluation, preset};
    use super::*;

    fn masked(name: &str) -> Value {
        json!({"name": name, "type": "string", "styling": {"mask_input": true}})
    }

    #[test]
    fn a_draft_brings_everything_back_but_secrets() {
        let mut form = Form::named("ws");
        form.set("cpu", "3");
        form.set("token", "s3cret");
        form.preset = Some(preset(&[]));
        let mut readable = UnmaskedParameters::default();
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
}
