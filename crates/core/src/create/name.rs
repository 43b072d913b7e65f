//! Names of workspaces, by Coder's rule: 1 to 32 characters; letters, digits and single hyphens between them; not
//! `new`, not `create`.

use crate::repo::RepoUrl;
use crate::text::Text;

/// The most characters in a name.
const LONGEST: usize = 32;

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// There is none.
    Empty,
    /// It has more than 32 characters.
    TooLong,
    /// It has something other than letters, digits and hyphens.
    Characters,
    /// A hyphen begins or ends it, or follows another.
    Hyphens,
    /// `new` and `create` are pages of Coder's.
    Reserved,
}

impl NameProblem {
    /// What to say about it.
    pub fn text(self) -> Text {
        match self {
            Self::Empty => Text::NameEmpty,
            Self::TooLong => Text::NameTooLong,
            Self::Characters => Text::NameCharacters,
            Self::Hyphens => Text::NameHyphens,
            Self::Reserved => Text::NameReserved,
        }
    }
}

/// Checks a name as Coder does.
///
/// # Errors
/// The first thing wrong with it.
pub fn check_name(name: &str) -> Result<(), NameProblem> {
    if name.is_empty() {
        return Err(NameProblem::Empty);
    }
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(NameProblem::Characters);
    }
    if name.split('-').any(str::is_empty) {
        return Err(NameProblem::Hyphens);
    }
    if name.len() > LONGEST {
        return Err(NameProblem::TooLong);
    }
    if matches!(name, "new" | "create") {
        return Err(NameProblem::Reserved);
    }
    Ok(())
}

/// A name for a workspace made from a repository, or else for a user.
///
/// ```
/// use coder_core::{RepoUrl, create::suggest_name};
/// let repo = RepoUrl::parse("https://github.com/acme/Payments.API").unwrap();
/// assert_eq!(suggest_name(Some(&repo), "alice"), "payments-api");
/// assert_eq!(suggest_name(None, "alice"), "alice-workspace");
/// ```
pub fn suggest_name(repo: Option<&RepoUrl>, username: &str) -> String {
    let from_repo = repo.map(|repo| sound(repo.as_str().rsplit('/').next().unwrap_or_default()));
    let name = from_repo.filter(|name| check_name(name).is_ok());
    name.unwrap_or_else(|| {
        let name = sound(&format!("{username}-workspace"));
        if check_name(&name).is_ok() { name } else { "workspace".to_owned() }
    })
}

/// The part of a name that its numbered variants share: `payments` of `payments-2`.
pub fn name_stem(name: &str) -> &str {
    let (stem, number) = name.rsplit_once('-').unwrap_or((name, ""));
    let is_variant = matches!(number.len(), 1 | 2) && number.parse::<u8>().is_ok_and(|number| number > 1);
    let stem = if is_variant { stem } else { name };
    // Room for a hyphen and a number.
    stem.get(..LONGEST - 4).unwrap_or(stem).trim_end_matches('-')
}

/// The first of a name and its numbered variants that is not taken; names are taken whatever their case.
///
/// ```
/// use coder_core::create::free_name;
/// assert_eq!(free_name("payments", ["Payments", "payments-2"].into_iter()), "payments-3");
/// ```
pub fn free_name<'a>(name: &str, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    let is_taken = |name: &str| taken.clone().any(|known| known.eq_ignore_ascii_case(name));
    if !is_taken(name) {
        return name.to_owned();
    }
    let variants = (2..=999).map(|number| format!("{}-{number}", name_stem(name)));
    variants.into_iter().find(|variant| !is_taken(variant)).unwrap_or_else(|| name.to_owned())
}

/// The words of a text as a name.
fn sound(text: &str) -> String {
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
            assert_eq!(check_name(good), Ok(()), "{good}");
        }
        let table = [
            ("", NameProblem::Empty),
            ("-a", NameProblem::Hyphens),
            ("a-", NameProblem::Hyphens),
            ("a--b", NameProblem::Hyphens),
            ("a_b", NameProblem::Characters),
            ("a b", NameProblem::Characters),
            ("grün", NameProblem::Characters),
            ("new", NameProblem::Reserved),
            ("create", NameProblem::Reserved),
        ];
        for (bad, why) in table {
            assert_eq!(check_name(bad), Err(why), "{bad}");
        }
        assert_eq!(check_name(&"x".repeat(33)), Err(NameProblem::TooLong));
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
        assert_eq!((check_name(&second), second.ends_with("-2")), (Ok(()), true), "{second}");
        let hyphen = format!("{}-{}", "x".repeat(27), "y".repeat(4));
        assert_eq!(check_name(&free(&hyphen, &[&hyphen])), Ok(()));
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
        assert_eq!(check_name(&long), Ok(()), "{long}");
        assert_eq!(suggest_name(None, "Ünal"), "nal-workspace");
        assert_eq!(suggest_name(None, &"z".repeat(60)).len(), 32);
    }
}
