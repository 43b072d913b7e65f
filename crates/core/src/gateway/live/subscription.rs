//! What a page subscribes to.

use super::topic::Kind;
use crate::json::{DecodeError, FromJson as _};
use crate::models::model;
use serde_json::Value;

/// The greatest number of topics of a page, which is what all tabs of a browser show. A card shows far fewer rows; Coder has to keep a connection for each.
pub const MAX_TOPICS: usize = 40;

model! {
    struct Body {
        topics: Vec<TopicBody> = list,
    }
}

model! {
    struct TopicBody {
        topic: String = required,
        ids: Option<Vec<String>> = optional,
    }
}

/// The topics of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    pub(super) topics: Vec<Subscribed>,
}

/// A topic of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subscribed {
    pub topic: String,
    pub kind: Kind,
    /// The ids of the workspaces that the page has of a list, in order.
    pub ids: Option<Vec<String>>,
}

impl Subscription {
    /// Decodes `{"topics": [{"topic", "ids"}]}`. Topics that cannot be followed, and those beyond the fortieth, are left
    /// out: the page is not told of them, and polls.
    ///
    /// # Errors
    /// If the JSON has another shape.
    pub fn from_json(value: &Value) -> Result<Self, DecodeError> {
        let topics = Body::from_json(value)?
            .topics
            .into_iter()
            .filter_map(|TopicBody { topic, ids }| Some(Subscribed { kind: Kind::of(&topic)?, topic, ids }));
        Ok(Self { topics: topics.take(MAX_TOPICS).collect() })
    }

    /// Returns the topics that are followed.
    pub fn topics(&self) -> impl Iterator<Item = &str> {
        self.topics.iter().map(|topic| topic.topic.as_str())
    }
}
