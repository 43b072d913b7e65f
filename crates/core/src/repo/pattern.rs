//! Patterns of the forge table: how hosts and paths are matched, and how addresses are built.
//!
//! | pattern | match |
//! |---|---|
//! | `tree\|blob` | one of the words, in any case |
//! | `{name}`, `~{name}` | one part, which is captured |
//! | `{+name}` | the same, captured with a leading slash |
//! | `{name:a\|b}` | the same, if it is one of the words |
//! | `{name*}` | one part or more, as few as the rest of the pattern allows |
//!
//! A trailing `.git` is not captured, and words do not match a part that has it: such a part is a repository's name.
//! `{key}` is captured in lower case: Bitbucket's project keys are case-insensitive, and lower-case in clone
//! addresses.

/// The values that a pattern captured, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Captures(Vec<(&'static str, String)>);

impl Captures {
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        let value = if name == "key" { value.to_ascii_lowercase() } else { value };
        self.0.push((name, value));
    }

    /// Adds captures, which take precedence over the present ones.
    pub fn with(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Returns the value that was captured last under a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// Fills the placeholders of a template; `None` if a value is missing.
    pub fn fill(&self, template: &str) -> Option<String> {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}')?;
            filled.push_str(before);
            filled.push_str(self.get(name)?);
            rest = tail;
        }
        filled.push_str(rest);
        Some(filled)
    }
}

/// Whether a pattern matches the beginning of `parts` or, if `is_whole`, all of them; adds to the captures.
pub(super) fn fits(
    pattern: &'static str,
    separator: char,
    parts: &[&str],
    is_whole: bool,
    captures: &mut Captures,
) -> bool {
    let (first, rest) = match pattern.split_once(separator) {
        Some((first, rest)) => (first, Some(rest)),
        None => (pattern, None),
    };
    let goes_on = |parts: &[&str], captures: &mut Captures| match rest {
        Some(rest) => fits(rest, separator, parts, is_whole, captures),
        None => !is_whole || parts.is_empty(),
    };
    if let Some(name) = first.strip_prefix('{').and_then(|inner| inner.strip_suffix("*}")) {
        let shortest = if rest.is_some() { 1 } else { parts.len().max(1) };
        let Some(n) = (shortest..=parts.len()).find(|n| goes_on(&parts[*n..], captures)) else {
            return false;
        };
        captures.set(name, without_git(&parts[..n].join(&separator.to_string())));
        return true;
    }
    match parts.split_first() {
        Some((part, others)) => fits_one(first, part, captures) && goes_on(others, captures),
        None => false,
    }
}

fn fits_one(pattern: &'static str, part: &str, captures: &mut Captures) -> bool {
    let is_one_of = |alternatives: &str| alternatives.split('|').any(|word| word.eq_ignore_ascii_case(part));
    let Some((prefix, inner)) = pattern.split_once('{') else { return is_one_of(pattern) };
    let (name, alternatives) = match inner.trim_end_matches('}').split_once(':') {
        Some((name, alternatives)) => (name, Some(alternatives)),
        None => (inner.trim_end_matches('}'), None),
    };
    let Some(value) = part.strip_prefix(prefix).filter(|value| !value.is_empty()) else { return false };
    if !alternatives.is_none_or(is_one_of) {
        return false;
    }
    let slash = if name.starts_with('+') { "/" } else { "" };
    captures.set(name, format!("{slash}{}", without_git(value)));
    true
}

fn without_git(value: &str) -> &str {
    value.strip_suffix(".git").unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured(pattern: &'static str, text: &str, name: &str) -> Option<String> {
        let mut captures = Captures::default();
        let parts: Vec<&str> = text.split('/').collect();
        fits(pattern, '/', &parts, false, &mut captures).then(|| captures.get(name).unwrap_or("").to_owned())
    }

    #[test]
    fn words_parts_and_several_parts_are_captured() {
        assert_eq!(captured("{o}/{r}", "acme/x/tree/main", "r").as_deref(), Some("x"));
        assert_eq!(captured("{o}/{r}", "acme", "r"), None);
        assert_eq!(captured("{o}/{r*}/-", "a/b/c/-/tree/-/x", "r").as_deref(), Some("b/c"));
        assert_eq!(captured("{o}/{r*}/-", "a/-/x", "r"), None, "several are at least one");
        assert_eq!(captured("{r*}", "a/b", "r").as_deref(), Some("a/b"));
        assert_eq!(captured("{o}/{r*}/tree|blob/{ref}", "a/b/BLOB/main", "r").as_deref(), Some("b"));
        assert_eq!(captured("{o}/{r*}/tree|blob/{ref}", "a/b/tree", "r"), None);
        assert_eq!(captured("scm/~{key}/{r}", "scm/~Jo/x", "key").as_deref(), Some("jo"));
        assert_eq!(captured("scm/~{key}/{r}", "scm/jo/x", "key"), None);
        assert_eq!(captured("{+at:git|stash}/scm", "stash/scm", "+at").as_deref(), Some("/stash"));
        assert_eq!(captured("{+at:git|stash}/scm", "other/scm", "+at"), None);
    }

    #[test]
    fn a_whole_pattern_allows_nothing_behind_it() {
        let host = |text: &str| {
            fits("{a}.example.com", '.', &text.split('.').collect::<Vec<_>>(), true, &mut Captures::default())
        };
        assert!(host("x.example.com"));
        assert!(!host("x.example.com.evil.net"));
        assert!(!host("x.y.example.com"));
    }

    #[test]
    fn a_value_is_never_taken_for_a_place_and_a_missing_one_leaves_no_address() {
        let mut captures = Captures::default();
        captures.set("a", "{b}");
        captures.set("b", "2");
        assert_eq!(captures.fill("{a}-{b}").as_deref(), Some("{b}-2"));
        assert_eq!(captures.fill("{a}-{c}"), None);
    }
}
