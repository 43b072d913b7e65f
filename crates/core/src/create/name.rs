//! Workspace names. Coder's rule: 1 to 32 characters; letters, digits and single hyphens between them; neither `new`
//! nor `create`.

use crate::i18n::Message;
use crate::repo::RepoUrl;

/// The maximum number of characters in a name.
const LONGEST: usize = 32;

/// A violation of the naming rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// The name is empty.
    Empty,
    /// The name has more than 32 characters.
    TooLong,
    /// The name has characters other than letters, digits and hyphens.
    Characters,
    /// The name begins or ends with a hyphen, or has two in a row.
    Hyphens,
    /// The name is `new` or `create`, which are pages of Coder's dashboard.
    Reserved,
}

impl NameError {
    /// Returns the message for the violation.
    pub fn text(self) -> Message {
        match self {
            Self::Empty => Message::NameEmpty,
            Self::TooLong => Message::NameTooLong,
            Self::Characters => Message::NameCharacters,
            Self::Hyphens => Message::NameHyphens,
            Self::Reserved => Message::NameReserved,
        }
    }
}

/// Validates a name as Coder does.
///
/// # Errors
/// The first violation.
pub fn validate_name(name: &str) -> Result<(), NameError> {
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(NameError::Characters);
    }
    if name.split('-').any(str::is_empty) {
        return Err(NameError::Hyphens);
    }
    if name.len() > LONGEST {
        return Err(NameError::TooLong);
    }
    if matches!(name, "new" | "create") {
        return Err(NameError::Reserved);
    }
    Ok(())
}

/// Suggests a name for a workspace, from the repository or else from the username.
///
/// ```
/// use coder_core::{RepoUrl, create::suggest_name};
/// let repo = RepoUrl::parse("https://github.com/acme/Payments.API").unwrap();
/// assert_eq!(suggest_name(Some(&repo), "alice"), "payments-api");
/// assert_eq!(suggest_name(None, "alice"), "alice-workspace");
/// ```
pub fn suggest_name(repo: Option<&RepoUrl>, username: &str) -> String {
    let from_repo = repo.map(|repo| slugify(repo.as_str().rsplit('/').next().unwrap_or_default()));
    let name = from_repo.filter(|name| validate_name(name).is_ok());
    name.unwrap_or_else(|| {
        let name = slugify(&format!("{username}-workspace"));
        if validate_name(&name).is_ok() { name } else { "workspace".to_owned() }
    })
}

/// Returns the part of a name that its numbered variants share: `payments` for `payments-2`.
pub fn name_stem(name: &str) -> &str {
    let (stem, number) = name.rsplit_once('-').unwrap_or((name, ""));
    let is_variant = matches!(number.len(), 1 | 2) && number.parse::<u8>().is_ok_and(|number| number > 1);
    let stem = if is_variant { stem } else { name };
    // Leaves room for a hyphen and a number.
    stem.get(..LONGEST - 4).unwrap_or(stem).trim_end_matches('-')
}

/// Returns the name, or its first numbered variant, that is not taken. The comparison ignores case.
///
/// ```
/// use coder_core::create::free_name;
/// assert_eq!(free_name("payments", ["Payments", "payments-2"].into_iter()), "payments-3");
/// ```
pub fn free_name<'a>(name: &str, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    let is_taken = |name: &str| taken.clone().any(|other| other.eq_ignore_ascii_case(name));
    if !is_taken(name) {
        return name.to_owned();
    }
    let variants = (2..=999).map(|number| format!("{}-{number}", name_stem(name)));
    variants.into_iter().find(|variant| !is_taken(variant)).unwrap_or_else(|| name.to_owned())
}

/// Converts a text to a name: lowercase words joined by hyphens.
fn slugify(text: &str) -> String {
    let text = text.strip_suffix(".git").unwrap_or(text).to_ascii_lowercase();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    name.get(..LONGEST).unwrap_or(&name).trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn names_follow_coders_rule() {
        for good in ["a", "A1", "my-ws", "a-b-c", "news", &"x".repeat(32)] {
            assert_eq!(validate_name(good), Ok(()), "{good}");
        }
        let table = [
            ("", NameError::Empty),
            ("-a", NameError::Hyphens),
            ("a-", NameError::Hyphens),
            ("a--b", NameError::Hyphens),
            ("a_b", NameError::Characters),
            ("a b", NameError::Characters),
            ("grün", NameError::Characters),
            ("new", NameError::Reserved),
            ("create", NameError::Reserved),
        ];
        for (bad, error) in table {
            assert_eq!(validate_name(bad), Err(error), "{bad}");
        }
        assert_eq!(validate_name(&"x".repeat(33)), Err(NameError::TooLong));
    }

    #[test]
    fn a_taken_name_is_counted_up_and_stays_a_name() {
        let free = |name: &str, taken: &[&str]| free_name(name, taken.iter().copied());
        assert_eq!(free("payments", &[]), "payments");
        assert_eq!(free("payments", &["payments-hotfix"]), "payments");
        assert_eq!(free("payments", &["PAYMENTS"]), "payments-2");
        assert_eq!(free("payments-2", &["payments-2", "payments-3"]), "payments-4");
        assert_eq!(free("web-2024", &["web-2024"]), "web-2024-2");
        assert_eq!(free("a-1", &["a-1"]), "a-1-2");
        let long = "x".repeat(32);
        assert_eq!(name_stem(&long).len(), 28, "with room for a hyphen and three digits");
        let second = free(&long, &[&long]);
        assert_eq!((validate_name(&second), second.ends_with("-2")), (Ok(()), true), "{second}");
        let hyphen = format!("{}-{}", "x".repeat(27), "y".repeat(4));
        assert_eq!(validate_name(&free(&hyphen, &[&hyphen])), Ok(()));
    }

    #[test]
    fn a_stem_finds_all_variants_of_a_name() {
        for name in ["payments", "payments-2", &"x".repeat(32)] {
            let variant = free_name(name, [name].into_iter());
            assert!(variant.contains(name_stem(name)) && name.contains(name_stem(name)), "{variant}");
        }
    }

    #[test]
    fn suggestions_are_names() {
        let repo = |url| RepoUrl::parse(url).unwrap();
        let suggest = |url| suggest_name(Some(&repo(url)), "alice");
        assert_eq!(suggest("https://gitlab.com/acme/platform/monorepo.git"), "monorepo");
        assert_eq!(suggest("https://github.com/acme/new"), "alice-workspace");
        assert_eq!(suggest("https://github.com/acme/___"), "alice-workspace");
        let long = suggest(&format!("https://github.com/acme/{}-{}", "x".repeat(31), "y".repeat(9)));
        assert_eq!(validate_name(&long), Ok(()), "{long}");
        assert_eq!(suggest_name(None, "Ünal"), "nal-workspace");
        assert_eq!(suggest_name(None, &"z".repeat(60)).len(), 32);
    }
}
