//! Quoting for shell command lines.

/// Quotes a word for a shell command line.
///
/// A word without special characters is returned as it is. Any other word is put between single quotes, which POSIX
/// shells and PowerShell take literally. Control characters are removed, because some of them act like key presses
/// when pasted.
///
/// ```
/// use coder_core::shell::quote;
/// assert_eq!(quote("alice/payments.main"), "alice/payments.main");
/// assert_eq!(quote("a;curl x|sh"), "'a;curl x|sh'");
/// ```
pub fn quote(word: &str) -> String {
    let word: String = word.chars().filter(|c| !c.is_control()).collect();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-@:".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word;
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_a_shell_is_quoted() {
        for word in
            ["a b", "a;b", "a|b", "a&b", "$(x)", "`x`", "a>b", "a*", "~", "a!", "#a", "ä", "", "a\"b", "\\"]
        {
            assert_eq!(quote(word), format!("'{word}'"));
        }
    }

    #[test]
    fn a_quote_ends_nothing() {
        assert_eq!(quote("a'; rm -rf ~; '"), r"'a'\''; rm -rf ~; '\'''");
    }

    #[test]
    fn what_pasting_would_type_is_left_out() {
        assert_eq!(quote("a\nrm x\u{3}"), "'arm x'");
        assert_eq!(quote("a\r"), "a");
    }
}
