//! The values of a build with the labels of its template.

use super::decode::RichParameter;
use crate::models::ParameterValue;

/// Returns a build's values as pairs of label and text: the template's label and the name of the chosen option, or what
/// Coder has if the template does not describe the parameter.
///
/// ```
/// use coder_core::create::{RichParameter, labelled_values};
/// use coder_core::json::FromJson;
/// use coder_core::models::ParameterValue;
/// # use serde_json::json;
/// let region = RichParameter::from_json(&json!({
///     "name": "region", "display_name": "Region", "type": "string",
///     "options": [{"name": "Europe", "value": "eu"}],
/// })).unwrap();
/// let value = |name: &str, value: &str| ParameterValue { name: name.into(), value: value.into() };
/// let values = labelled_values(vec![value("region", "eu"), value("cpu", "4")], &[region]);
/// assert_eq!(values, [("Region".into(), "Europe".into()), ("cpu".into(), "4".into())]);
/// ```
pub fn labelled_values(values: Vec<ParameterValue>, definitions: &[RichParameter]) -> Vec<(String, String)> {
    let labelled = |ParameterValue { name, value }| {
        let definition = definitions.iter().map(|rich| &rich.0).find(|parameter| parameter.name == name);
        match definition {
            Some(definition) => {
                let text = definition.option_name(&value).map(str::to_owned);
                (definition.label().to_owned(), text.unwrap_or(value))
            }
            None => (name, value),
        }
    };
    values.into_iter().map(labelled).collect()
}
