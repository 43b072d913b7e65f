//! The platform team's message for entities that are not meant for Coder.

use super::problem::{Allowed, ConfigProblem, Source};
use super::reader::Reader;
use crate::i18n::Message;
use crate::url::{is_http_url, is_portal_path};
use serde_json::Value;

pub(super) const KEYS: [&str; 3] = ["text", "linkText", "linkUrl"];

/// A message, and an optional link to an alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incompatible {
    /// The text of the message.
    pub text: String,
    /// The link to an alternative.
    pub link: Option<Link>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The text of the link.
    pub text: String,
    /// The URL of the link.
    pub href: String,
    /// Whether the link stays in the portal that embeds the card.
    pub is_in_portal: bool,
}

impl Incompatible {
    /// Reads the section `incompatible`. Invalid values are reported as problems, and the rest is used.
    pub(super) fn read(section: Option<&Value>, problems: &mut Vec<ConfigProblem>) -> Option<Self> {
        let section = section?;
        let mut reader = Reader { source: Source::App, prefix: "incompatible", problems };
        let get = |key| section.get(key).filter(|v| !v.is_null());
        reader.unknown_keys(Some(section), &KEYS);
        let link_text = reader.string("linkText", get("linkText"));
        let link_url = reader.string("linkUrl", get("linkUrl")).filter(|url| {
            let sound = is_http_url(url) || is_portal_path(url);
            if !sound {
                reader.report("linkUrl", get("linkUrl"), Allowed::Message(Message::AllowedWebLink));
            }
            sound
        });
        let Some(text) = reader.string("text", get("text")) else {
            // Of another type, it has been reported.
            if get("text").is_none_or(Value::is_string) {
                reader.report("text", get("text"), Allowed::Message(Message::AllowedText));
            }
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
