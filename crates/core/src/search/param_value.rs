//! Values of `param:` terms.

/// Whether a value can be searched for with `param:"key=value"`.
///
/// Coder rejects a second `=`, a comma splits the term, a quote cannot be escaped, and control characters do not
/// belong in a query.
pub fn is_param_value(value: &str) -> bool {
    !value.is_empty() && !value.contains(['=', ',', '"']) && !value.contains(char::is_control)
}
