//! Detection of mistyped keys: unknown keys that resemble a known one. Without it, a typo silently discards a value.

use super::problem::{Allowed, ConfigProblem, FoundValue, Source};
use serde_json::Value;

/// The minimum length of a matching prefix, and the number of characters per tolerated edit.
const SHORTEST: usize = 4;
/// The maximum length of a key that is compared.
const LONGEST: usize = 60;

/// Alternative names of keys, from other products and older examples.
const OTHER_WORDS: [(&str, &str); 7] = [
    ("parameters", "params"),
    ("richparameters", "params"),
    ("repository", "repoUrl"),
    ("repositoryurl", "repoUrl"),
    ("giturl", "repoUrl"),
    ("url", "accessUrl"),
    ("query", "defaultQueryFilter"),
];

/// Reports unknown keys of an object that resemble a known key.
///
/// Other unknown keys may belong to other tools and are ignored, as are keys that resemble a known key which the
/// object has as well. `elsewhere` are the full paths of keys in other sections of the same configuration.
pub(super) fn unknown_keys(
    source: Source,
    place: &'static str,
    value: &Value,
    keys: &[&'static str],
    elsewhere: &[String],
    problems: &mut Vec<ConfigProblem>,
) {
    let Some(object) = value.as_object() else { return };
    let free: Vec<&str> = keys.iter().copied().filter(|key| !object.contains_key(*key)).collect();
    for key in object.keys().filter(|key| !keys.contains(&key.as_str())) {
        let moved =
            || elsewhere.iter().find(|path| path.rsplit('.').next().is_some_and(|last| same(last, key)));
        let Some(suggestion) = near(key, &free).map(str::to_owned).or_else(|| moved().cloned()) else {
            continue;
        };
        problems.push(ConfigProblem {
            source,
            key: place.to_owned(),
            found: FoundValue::Key(key.clone()),
            reason: None,
            allowed: Allowed::Key(suggestion),
        });
    }
}

/// Returns the known key that an unknown one was probably meant to be.
fn near<'a>(key: &str, keys: &[&'a str]) -> Option<&'a str> {
    if key.len() > LONGEST {
        return None;
    }
    let plain_key = plain(key);
    keys.iter()
        .copied()
        .filter_map(|candidate| Some((distance(&plain_key, candidate)?, candidate)))
        .min()
        .map(|(_, k)| k)
}

/// Returns the distance between two keys; `None` if they are unrelated.
fn distance(plain_key: &str, candidate: &str) -> Option<usize> {
    let plain_candidate = plain(candidate);
    if plain_candidate == plain_key {
        return Some(0);
    }
    let is_part = |part: &str, whole: &str| part.len() >= SHORTEST && whole.starts_with(part);
    let without_default = |text: &str| text.strip_prefix("default").map(str::to_owned);
    let differs_by_default = without_default(&plain_candidate).is_some_and(|rest| rest == plain_key)
        || without_default(plain_key).is_some_and(|rest| rest == plain_candidate);
    if differs_by_default || OTHER_WORDS.contains(&(plain_key, candidate)) {
        return Some(1);
    }
    // Typos in the first letter are rare.
    let edits = if plain_key.chars().next() == plain_candidate.chars().next() {
        edits(plain_key, &plain_candidate)
    } else {
        usize::MAX
    };
    if edits <= plain_candidate.len().max(plain_key.len()) / SHORTEST && edits <= 2 {
        return Some(edits);
    }
    (is_part(plain_key, &plain_candidate) || is_part(&plain_candidate, plain_key)).then_some(3)
}

fn same(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}

/// Reduces a key to lowercase letters and digits, so that `repo-url` equals `repoUrl`.
///
/// All known keys are ASCII. Unicode's tables of letters would add 6 kB to what a list needs.
fn plain(key: &str) -> String {
    let is_kept = |c: &char| c.is_ascii_alphanumeric() || !c.is_ascii();
    key.chars().filter(is_kept).map(|c| c.to_ascii_lowercase()).collect()
}

/// Returns the number of insertions, deletions, substitutions and swaps of adjacent letters between two keys.
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
        assert_eq!(near("工mode", &SPEC), None, "letters that are not ASCII count");
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
