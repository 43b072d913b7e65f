//! Keys that nobody reads, where they look like a known one: a typo loses a value without a word otherwise.

use super::problem::{Allowed, ConfigProblem, Found, Source};
use serde_json::Value;

/// Shorter words are like too many others.
const SHORTEST: usize = 4;
/// A key this long was not mistyped.
const LONGEST: usize = 60;

/// Other words for a key, as other products and older examples have them.
const OTHER_WORDS: [(&str, &str); 7] = [
    ("parameters", "params"),
    ("richparameters", "params"),
    ("repository", "repoUrl"),
    ("repositoryurl", "repoUrl"),
    ("giturl", "repoUrl"),
    ("url", "accessUrl"),
    ("query", "defaultQueryFilter"),
];

/// Records the keys of an object that are not known but near a known one. Others may be somebody else's, and are left
/// alone, as is a near one of a key that is there itself.
///
/// `elsewhere` are full paths of keys in other places of the same configuration.
pub(super) fn unknown_keys(
    source: Source,
    place: &'static str,
    value: &Value,
    known: &[&'static str],
    elsewhere: &[String],
    problems: &mut Vec<ConfigProblem>,
) {
    let Some(object) = value.as_object() else { return };
    let free: Vec<&str> = known.iter().copied().filter(|key| !object.contains_key(*key)).collect();
    for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
        let moved =
            || elsewhere.iter().find(|path| path.rsplit('.').next().is_some_and(|last| same(last, key)));
        let Some(meant) = near(key, &free).map(str::to_owned).or_else(|| moved().cloned()) else { continue };
        problems.push(ConfigProblem {
            source,
            key: place.to_owned(),
            found: Found::Key(key.clone()),
            why: None,
            allowed: Allowed::Key(meant),
        });
    }
}

/// The known key that an unknown one was probably meant to be.
fn near<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    if key.len() > LONGEST {
        return None;
    }
    let plain_key = plain(key);
    known
        .iter()
        .copied()
        .filter_map(|known| Some((distance(&plain_key, known)?, known)))
        .min()
        .map(|(_, k)| k)
}

/// How far a key is from a known one; `None` where it is another word.
fn distance(plain_key: &str, known: &str) -> Option<usize> {
    let plain_known = plain(known);
    if plain_known == plain_key {
        return Some(0);
    }
    let is_part = |part: &str, whole: &str| part.len() >= SHORTEST && whole.starts_with(part);
    let without_default = |text: &str| text.strip_prefix("default").map(str::to_owned);
    let differs_by_default = without_default(&plain_known).is_some_and(|rest| rest == plain_key)
        || without_default(plain_key).is_some_and(|rest| rest == plain_known);
    if differs_by_default || OTHER_WORDS.contains(&(plain_key, known)) {
        return Some(1);
    }
    // Hardly anybody mistypes the first letter.
    let edits = if plain_key.chars().next() == plain_known.chars().next() {
        edits(plain_key, &plain_known)
    } else {
        usize::MAX
    };
    if edits <= plain_known.len().max(plain_key.len()) / SHORTEST && edits <= 2 {
        return Some(edits);
    }
    (is_part(plain_key, &plain_known) || is_part(&plain_known, plain_key)).then_some(3)
}

fn same(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}

/// Letters and digits in lower case: `repo-url` is `repoUrl`.
fn plain(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many letters are missing, too much, wrong or swapped with their neighbour.
fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let wrong = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j - 1] + wrong).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: [&str; 4] = ["templateName", "mode", "params", "repoUrl"];

    #[test]
    fn typos_other_cases_and_shorter_words_find_the_key_that_was_meant() {
        let table = [
            ("template", "templateName"),
            ("templatename", "templateName"),
            ("template_name", "templateName"),
            ("tempalteName", "templateName"),
            ("templatNmae", "templateName"),
            ("defaultTemplateName", "templateName"),
            ("param", "params"),
            ("Params", "params"),
            ("prams", "params"),
            ("parameters", "params"),
            ("repo", "repoUrl"),
            ("repoURL", "repoUrl"),
            ("repo-url", "repoUrl"),
            ("repository", "repoUrl"),
            ("mod", "mode"),
            ("moed", "mode"),
            ("defaultMode", "mode"),
        ];
        for (key, meant) in table {
            assert_eq!(near(key, &SPEC), Some(meant), "{key}");
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        for key in
            ["", "m", "x-note", "owner", "name", "code", "node", "description", "organization", "__proto__"]
        {
            assert_eq!(near(key, &SPEC), None, "{key}");
        }
        assert_eq!(near("male", &SPEC), None, "two of four letters differ");
        assert_eq!(near("templateNxyz", &SPEC), None, "three letters differ");
        let with_length = |length| format!("params{}", "x".repeat(length - 6));
        assert_eq!(near(&with_length(LONGEST), &SPEC), Some("params"));
        assert_eq!(near(&with_length(LONGEST + 1), &SPEC), None);
    }

    #[test]
    fn swapped_letters_are_one_edit() {
        assert_eq!(edits("params", "parmas"), 1);
        assert_eq!(edits("", "abc"), 3);
        assert_eq!((edits("abcd", "abd"), edits("abd", "abcd")), (1, 1), "one too much, one missing");
        assert_eq!(edits("kitten", "sitting"), 3);
    }
}
