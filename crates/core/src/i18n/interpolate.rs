//! Placeholders in messages.

/// Fills placeholders like `{name}` in a single pass, so a value that looks like a placeholder is not replaced.
///
/// ```
/// assert_eq!(coder_core::i18n::interpolate("Open {name}", &[("name", "{name}")]), "Open {name}");
/// ```
pub fn interpolate(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after
            .split_once('}')
            .and_then(|(key, tail)| values.iter().find(|(k, _)| *k == key).map(|(_, value)| (*value, tail)));
        match value {
            Some((value, tail)) => {
                filled.push_str(value);
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}
