//! What a hub has its program do.

/// The kind of a message to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The frame that was received for the topic, or the last one for a page that has just joined.
    Data,
    /// The answer to the topic's request is another one now.
    Changed,
    /// The topic is not followed any more.
    End,
}

impl Event {
    /// Returns the name of the event in a stream of server-sent events.
    pub fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Changed => "changed",
            Self::End => "end",
        }
    }
}

/// What a hub has its program do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Opens the socket of a topic at a target of Coder, after so many milliseconds.
    Open {
        /// The topic.
        topic: String,
        /// The target of the socket.
        target: String,
        /// The delay in milliseconds.
        after_ms: u32,
    },
    /// Closes the socket of a topic, or the poll that is due, and forgets what was to be done for the topic.
    Close {
        /// The topic.
        topic: String,
    },
    /// Sends the topic's request after so many milliseconds, in place of an earlier time.
    Poll {
        /// The topic.
        topic: String,
        /// The delay in milliseconds.
        after_ms: u32,
    },
    /// Sends an event to pages.
    Send {
        /// The pages, by the numbers with which they joined.
        pages: Vec<u32>,
        /// The event.
        event: Event,
        /// The topic.
        topic: String,
    },
}
