//! What a card says on an entity that is not meant for Coder, in the platform team's own words.

use super::problem::{Reader, Source};
use super::{ConfigProblem, problem::Allowed};
use crate::link::{is_portal_path, is_web_link};
use crate::text::Text;
use serde_json::Value;

pub(super) const KEYS: [&str; 3] = ["text", "linkText", "linkUrl"];

/// Words, and a link where one can go instead.
///
/// | key | type |
/// |---|---|
/// | `incompatible.text` | text, required |
/// | `incompatible.linkText` | text |
/// | `incompatible.linkUrl` | http(s) URL, or a path in the portal |
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incompatible {
    /// What to say.
    pub text: String,
    /// Where one can go instead.
    pub link: Option<Link>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its words.
    pub text: String,
    /// Its address.
    pub href: String,
    /// It stays in the portal that embeds us.
    pub is_in_portal: bool,
}

impl Incompatible {
    /// Reads the section `incompatible`, using what is right and telling what is not.
    pub(super) fn read(section: Option<&Value>, problems: &mut Vec<ConfigProblem>) -> Option<Self> {
        let section = section?;
        let mut reader = Reader { source: Source::App, prefix: "incompatible", problems };
        let get = |key| section.get(key).filter(|v| !v.is_null());
        reader.unknown_keys(Some(section), &KEYS);
        let link_text = reader.string("linkText", get("linkText"));
        let link_url = reader.string("linkUrl", get("linkUrl")).filter(|url| {
            let sound = is_web_link(url) || is_portal_path(url);
            if !sound {
                reader.wrong("linkUrl", get("linkUrl"), Allowed::Said(Text::AllowedWebLink));
            }
            sound
        });
        let Some(text) = reader.string("text", get("text")) else {
            reader.wrong("text", get("text"), Allowed::Said(Text::AllowedText));
            return None;
        };
        let link = link_url.map(|href| Link {
            text: link_text.unwrap_or_else(|| href.clone()),
            is_in_portal: is_portal_path(&href),
            href,
        });
        Some(Self { text, link })
    }
}
