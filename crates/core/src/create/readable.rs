//! Which values of a form may be kept between page loads.

use super::parameter::Parameter;
use serde_json::Value;
use std::collections::BTreeSet;

/// The parameters whose values may be kept, by name: those that were last seen unmasked.
///
/// A value of a parameter that is not shown at the moment stays in the form, so what was true when it was last seen
/// counts.
#[derive(Clone, Debug, Default)]
pub struct Readable(BTreeSet<String>);

impl Readable {
    /// Those in a draft: each was seen unmasked when it was kept.
    pub fn of_draft(draft: &Value) -> Self {
        let values = draft.get("values").and_then(Value::as_object);
        Self(values.into_iter().flatten().map(|(name, _)| name.clone()).collect())
    }

    /// Takes what is shown now.
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
    use crate::create::{Evaluation, Form};
    use crate::json::Read;
    use serde_json::json;

    fn shown(parameters: &[(&str, bool)]) -> Vec<Parameter> {
        let parameters: Vec<_> = parameters
            .iter()
            .map(|(name, masked)| json!({"name": name, "type": "string", "styling": {"mask_input": masked}}))
            .collect();
        Evaluation::read(&json!({ "parameters": parameters })).unwrap().parameters
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
        let mut readable = Readable::default();
        readable.see(&shown(&[("region", false), ("secret", true)]));
        readable.see(&shown(&[("region", false)]));
        assert_eq!(filled().draft(&readable)["values"], json!({"region": "x"}));
    }

    #[test]
    fn a_readable_value_is_kept_while_its_field_is_hidden() {
        let mut readable = Readable::default();
        readable.see(&shown(&[("region", false)]));
        readable.see(&shown(&[]));
        let draft = filled().draft(&readable);
        assert_eq!(draft["values"], json!({"region": "x"}));
        assert_eq!(filled().draft(&Readable::of_draft(&draft)), draft);
    }

    #[test]
    fn what_becomes_masked_is_no_longer_kept() {
        let mut readable = Readable::default();
        readable.see(&shown(&[("region", false), ("secret", false)]));
        readable.see(&shown(&[("secret", true)]));
        assert_eq!(filled().draft(&readable)["values"], json!({"region": "x"}));
    }

    #[test]
    fn before_anything_is_known_no_value_is_kept() {
        assert_eq!(filled().draft(&Readable::default())["values"], json!({}));
    }
}
