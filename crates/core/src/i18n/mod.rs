//! All messages of the plugin, in English and German. Hosts can override them by key.

mod de;
mod en;
mod interpolate;
mod translations;

pub use en::Message;
pub use interpolate::interpolate;
pub use translations::{Dictionary, Language, Translations};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn keys_are_distinct_and_no_text_is_empty() {
        let keys: HashSet<_> = Message::ALL.iter().map(|t| t.key()).collect();
        assert_eq!(keys.len(), Message::ALL.len());
        assert!(Message::ALL.iter().all(|t| !t.en().trim().is_empty()));
    }

    #[test]
    fn a_hosts_language_tag_finds_its_language() {
        assert_eq!(Language::of("de-AT"), Language::German);
        assert_eq!(Language::of("DE"), Language::German);
        assert_eq!(Language::of("den"), Language::English);
        assert_eq!(Language::of(""), Language::English);
    }

    #[test]
    fn a_translation_has_the_same_places_as_the_original() {
        let places = |text: &str| {
            text.split('{')
                .skip(1)
                .filter_map(|p| p.split_once('}'))
                .map(|p| p.0.to_owned())
                .collect::<HashSet<_>>()
        };
        for text in Message::ALL {
            assert_eq!(places(text.en()), places(de::german(*text)), "{text:?}");
        }
    }

    #[test]
    fn a_host_can_say_it_differently() {
        let overrides = [("card.title".to_owned(), "Remote workspaces".to_owned())];
        let texts = Translations::new(Language::German, overrides, Dictionary::FULL);
        assert_eq!(texts.get(Message::CardTitle), "Remote workspaces");
        assert_eq!(texts.format(Message::LinkedAs, &[("user", "Ada")]), "Angemeldet als Ada");
        assert_eq!(Translations::default().get(Message::CardTitle), "Coder Workspaces");
    }

    #[test]
    fn filling_replaces_known_places_once_and_leaves_the_rest() {
        assert_eq!(interpolate("{a} and {b} {", &[("a", "{b}"), ("b", "2")]), "{b} and 2 {");
        assert_eq!(interpolate("{unknown}", &[]), "{unknown}");
    }

    #[test]
    fn a_language_has_its_tag() {
        assert_eq!([Language::English, Language::German].map(|l| l.tag()), ["en", "de"]);
    }
}
