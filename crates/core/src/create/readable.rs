//! Parameters whose values may be stored in a draft.

use super::parameter::Parameter;
use serde_json::Value;
use std::collections::BTreeSet;

/// The names of the parameters that were unmasked when last shown, so that their values may be stored.
///
/// The form keeps the values of parameters that are currently not shown, so the last known state applies to them.
#[derive(Clone, Debug, Default)]
pub struct UnmaskedParameters(BTreeSet<String>);

impl UnmaskedParameters {
    /// Returns the parameters in a draft, which only contains parameters that were unmasked.
    pub fn of_draft(draft: &Value) -> Self {
        let values = draft.get("values").and_then(Value::as_object);
        Self(values.into_iter().flatten().map(|(name, _)| name.clone()).collect())
    }

    /// Updates the set with the parameters that are currently shown.
    pub fn see(&mut self, parameters: &[Parameter]) {
        for parameter in parameters {
            if parameter.masked {
                self.0.remove(&parameter.name);
            } else {
                self.0.insert(parameter.name.clone());
            }
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::create::{Form, ResolvedParameters};
    use crate::json::FromJson;
    use serde_json::json;

    fn parameters_with_masks(parameters: &[(&str, bool)]) -> Vec<Parameter> {
        let parameters: Vec<_> = parameters
            .iter()
            .map(|(name, masked)| json!({"name": name, "type": "string", "styling": {"mask_input": masked}}))
            .collect();
        ResolvedParameters::from_json(&json!({ "parameters": parameters })).unwrap().parameters
    }

    fn filled() -> Form {
        let mut form = Form::named("ws");
        for name in ["region", "secret", "unseen"] {
            form.set(name, "x");
        }
        form
    }

    #[test]
    fn a_masked_value_is_not_kept_once_its_field_is_hidden() {
        let mut readable = UnmaskedParameters::default();
        readable.see(&parameters_with_masks(&[("region", false), ("secret", true)]));
        readable.see(&parameters_with_masks(&[("region", false)]));
        assert_eq!(filled().draft(&readable)["values"], json!({"region": "x"}));
    }

    #[test]
    fn a_readable_value_is_kept_while_its_field_is_hidden() {
        let mut readable = UnmaskedParameters::default();
        readable.see(&parameters_with_masks(&[("region", false)]));
        readable.see(&parameters_with_masks(&[]));
        let draft = filled().draft(&readable);
        assert_eq!(draft["values"], json!({"region": "x"}));
        assert_eq!(filled().draft(&UnmaskedParameters::of_draft(&draft)), draft);
    }

    #[test]
    fn what_becomes_masked_is_no_longer_kept() {
        let mut readable = UnmaskedParameters::default();
        readable.see(&parameters_with_masks(&[("region", false), ("secret", false)]));
        readable.see(&parameters_with_masks(&[("secret", true)]));
        assert_eq!(filled().draft(&readable)["values"], json!({"region": "x"}));
    }

    #[test]
    fn before_anything_is_known_no_value_is_kept() {
        assert_eq!(filled().draft(&UnmaskedParameters::default())["values"], json!({}));
    }
}
