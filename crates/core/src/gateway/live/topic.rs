//! Topics: which requests can be followed, and how.

use crate::gateway::route_of;

/// How a topic is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page of a list of workspaces: by a poll.
    List,
    /// A workspace: by Coder's frames.
    Workspace,
    /// A log: by Coder's frames, until it is complete.
    Log,
    /// The user's notifications, which no page subscribes to: they say that a list may have changed.
    Inbox,
}

/// The topic of the user's notifications.
pub(super) const INBOX: &str = "/api/v2/notifications/inbox";

impl Kind {
    /// Returns how a topic is followed; `None` if it cannot be, or is no request that the gateway passes on.
    pub fn of(topic: &str) -> Option<Self> {
        match route_of("GET", topic)?.path {
            "/api/v2/workspaces" => Some(Self::List),
            "/api/v2/workspaces/{id}" => Some(Self::Workspace),
            "/api/v2/workspaceagents/{id}/logs" | "/api/v2/workspacebuilds/{id}/logs" => Some(Self::Log),
            _ => None,
        }
    }

    /// Returns the target of the socket that follows a topic; `None` if it is polled.
    pub fn socket(self, topic: &str) -> Option<String> {
        match self {
            Self::List => None,
            Self::Workspace => Some(format!("{topic}/watch-ws")),
            Self::Log if topic.contains('?') => Some(format!("{topic}&follow")),
            Self::Log => Some(format!("{topic}?follow")),
            Self::Inbox => Some(format!("{topic}/watch")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Request;

    #[test]
    fn the_requests_that_a_page_repeats_can_be_followed() {
        for (request, kind, socket) in [
            (Request::workspaces("owner:me", 25, 0), Kind::List, None),
            (Request::workspace("1-a"), Kind::Workspace, Some("/api/v2/workspaces/1-a/watch-ws")),
            (
                Request::build_log("2-b", 7),
                Kind::Log,
                Some("/api/v2/workspacebuilds/2-b/logs?after=7&follow"),
            ),
            (
                Request::agent_log("3-c", 0),
                Kind::Log,
                Some("/api/v2/workspaceagents/3-c/logs?after=0&follow"),
            ),
        ] {
            assert_eq!(Kind::of(&request.path), Some(kind));
            assert_eq!(kind.socket(&request.path).as_deref(), socket);
        }
        assert_eq!(
            Kind::Log.socket("/api/v2/workspacebuilds/2-b/logs").as_deref(),
            Some("/api/v2/workspacebuilds/2-b/logs?follow")
        );
    }

    #[test]
    fn nothing_else_can_be_followed() {
        for topic in
            ["/api/v2/users/me", "/api/v2/workspaces/../users", INBOX, "", "/api/v2/workspaces/1?x=1"]
        {
            assert_eq!(Kind::of(topic), None, "{topic}");
        }
    }
}
