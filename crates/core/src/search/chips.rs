//! Quick filters: terms of the search that a person can switch on and off without typing.
//!
//! A chip is nothing beside the search: it is on where its term stands in the text, and switching it changes
//! the text, so that box and chips can never disagree.

use super::split_unquoted;
use crate::text::Text;

/// A term to switch on and off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chip {
    /// `status:running`
    Running,
    /// `status:stopped`
    Stopped,
    /// `status:failed`
    Failed,
    /// `outdated:true`
    Outdated,
    /// `dormant:true`
    Dormant,
}

impl Chip {
    /// Every chip, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Running, Self::Stopped, Self::Failed, Self::Outdated, Self::Dormant];

    /// The term in Coder's search language.
    pub fn term(self) -> &'static str {
        match self {
            Self::Running => "status:running",
            Self::Stopped => "status:stopped",
            Self::Failed => "status:failed",
            Self::Outdated => "outdated:true",
            Self::Dormant => "dormant:true",
        }
    }

    /// What it says on screen.
    pub fn text(self) -> Text {
        match self {
            Self::Running => Text::StatusRunning,
            Self::Stopped => Text::StatusStopped,
            Self::Failed => Text::StatusFailed,
            Self::Outdated => Text::BadgeOutdated,
            Self::Dormant => Text::BadgeDormant,
        }
    }

    /// Whether the search has the term.
    pub fn is_on(self, search: &str) -> bool {
        has(search, self.term())
    }

    /// The search with the chip switched. Its key can stand only once in a search, so switching one on takes
    /// the place of another value of the same key.
    ///
    /// ```
    /// use coder_core::search::Chip;
    /// assert_eq!(Chip::Stopped.switched("owner:me api status:running"), "owner:me api status:stopped");
    /// assert_eq!(Chip::Stopped.switched("owner:me status:stopped"), "owner:me");
    /// ```
    pub fn switched(self, search: &str) -> String {
        let key = self.term().split_once(':').map_or("", |(key, _)| key);
        let without = without_key(search, key);
        if self.is_on(search) { without } else { with(&without, self.term()) }
    }
}

/// Whose workspaces a search is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The user's own: `owner:me`.
    Mine,
    /// All the user may see: no owner.
    All,
}

const MINE: &str = "owner:me";

impl Scope {
    /// The search's scope; `None` where it names some other owner.
    pub fn of(search: &str) -> Option<Self> {
        if has(search, MINE) {
            return Some(Self::Mine);
        }
        let named = split_unquoted(search, char::is_whitespace).iter().any(|p| has_key(p, "owner"));
        (!named).then_some(Self::All)
    }

    /// The search with this scope.
    pub fn set(self, search: &str) -> String {
        let without = without_key(search, "owner");
        match self {
            Self::Mine if without.is_empty() => MINE.to_owned(),
            Self::Mine => format!("{MINE} {without}"),
            Self::All => without,
        }
    }
}

/// Of a search, what is worth beginning with the next time: scope and chips, not what was looked for.
pub fn worth_keeping(search: &str) -> String {
    let known = |piece: &&str| {
        let piece = piece.to_ascii_lowercase();
        piece == MINE || Chip::ALL.iter().any(|chip| piece == chip.term())
    };
    split_unquoted(search, char::is_whitespace).into_iter().filter(known).collect::<Vec<_>>().join(" ")
}

fn has(search: &str, term: &str) -> bool {
    split_unquoted(search, char::is_whitespace).iter().any(|piece| piece.eq_ignore_ascii_case(term))
}

fn has_key(piece: &str, key: &str) -> bool {
    piece.split_once(':').is_some_and(|(k, _)| k.eq_ignore_ascii_case(key))
}

fn without_key(search: &str, key: &str) -> String {
    let pieces = split_unquoted(search, char::is_whitespace);
    pieces.into_iter().filter(|piece| !has_key(piece, key)).collect::<Vec<_>>().join(" ")
}

fn with(search: &str, term: &str) -> String {
    if search.is_empty() { term.to_owned() } else { format!("{search} {term}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chip_is_on_where_its_term_stands_however_it_is_written() {
        assert!(Chip::Running.is_on("owner:me STATUS:Running"));
        assert!(!Chip::Running.is_on("name:\"status:running\""));
        assert!(!Chip::Running.is_on("status:stopped"));
    }

    #[test]
    fn switching_twice_gives_the_search_back() {
        for chip in Chip::ALL {
            let once = chip.switched("owner:me api");
            assert_eq!(super::super::check(&once), Ok(()), "{once}");
            assert!(chip.is_on(&once), "{once}");
            assert_eq!(chip.switched(&once), "owner:me api");
        }
        assert_eq!(Chip::Outdated.switched(""), "outdated:true");
    }

    #[test]
    fn the_scope_is_read_from_the_search_and_set_in_it() {
        assert_eq!(Scope::of("owner:me api"), Some(Scope::Mine));
        assert_eq!(Scope::of("api"), Some(Scope::All));
        assert_eq!(Scope::of(""), Some(Scope::All));
        assert_eq!(Scope::of("owner:bob"), None);
        assert_eq!(Scope::Mine.set("owner:bob api"), "owner:me api");
        assert_eq!(Scope::All.set("owner:me api"), "api");
        assert_eq!(Scope::Mine.set(""), "owner:me");
    }

    #[test]
    fn only_scope_and_chips_are_worth_keeping() {
        assert_eq!(
            worth_keeping("owner:me payments status:running name:x dormant:true"),
            "owner:me status:running dormant:true"
        );
        assert_eq!(worth_keeping("owner:bob secret"), "");
    }

    #[test]
    fn a_chip_takes_the_place_of_another_value_of_its_key_alone() {
        assert_eq!(
            Chip::Failed.switched("STATUS:running outdated:true api"),
            "outdated:true api status:failed"
        );
        assert_eq!(Chip::Dormant.switched("dormant:false"), "dormant:true");
        assert_eq!(Scope::All.set("api name:\"owner:me\""), "api name:\"owner:me\"");
        assert_eq!(worth_keeping("OWNER:me Status:Running"), "OWNER:me Status:Running");
    }
}
