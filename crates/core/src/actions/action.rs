//! Actions on a workspace: their labels and their kinds.
//!
//! A new action has a variant here, a condition in [`super::available_actions`], a plan of requests
//! ([`super::plan`]) and an icon (`action_icon.rs` of the plugin); the compiler asks for all but the condition.

use crate::i18n::Message;

/// An action on a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Activates a dormant workspace without starting it.
    Activate,
    /// Starts the workspace with its current template version.
    Start,
    /// Starts the workspace with the template's active version.
    UpdateAndStart,
    /// Stops the workspace.
    Stop,
    /// Stops and starts the workspace.
    Restart,
    /// Stops the workspace and starts it with the template's active version.
    UpdateAndRestart,
    /// Repeats the failed build.
    Retry,
    /// Cancels the current build.
    Cancel,
    /// Marks the workspace as a favorite, which sorts it first in its owner's lists.
    Favorite,
    /// Removes the favorite mark.
    Unfavorite,
    /// Deletes the workspace and its resources.
    Delete,
}

impl Action {
    /// Returns the label of the button or menu item.
    pub fn text(self) -> Message {
        match self {
            Self::Activate => Message::ActionActivate,
            Self::Start => Message::ActionStart,
            Self::UpdateAndStart => Message::ActionUpdateAndStart,
            Self::Stop => Message::ActionStop,
            Self::Restart => Message::ActionRestart,
            Self::UpdateAndRestart => Message::ActionUpdateAndRestart,
            Self::Retry => Message::ActionRetry,
            Self::Cancel => Message::ActionCancel,
            Self::Favorite => Message::ActionFavorite,
            Self::Unfavorite => Message::ActionUnfavorite,
            Self::Delete => Message::ActionDelete,
        }
    }

    /// Returns the status label while the request is pending; `None` for actions that take effect at once.
    pub fn pending_label(self) -> Option<Message> {
        match self {
            Self::Start | Self::UpdateAndStart => Some(Message::StatusStarting),
            Self::Stop => Some(Message::StatusStopping),
            Self::Restart | Self::UpdateAndRestart => Some(Message::StatusRestarting),
            Self::Retry => Some(Message::StatusRetrying),
            Self::Cancel => Some(Message::StatusCanceling),
            Self::Delete => Some(Message::StatusDeleting),
            Self::Activate => Some(Message::StatusActivating),
            Self::Favorite | Self::Unfavorite => None,
        }
    }

    /// Returns the title of the notice for a failed action. Contains the placeholder `{name}`.
    pub fn failure_title(self) -> Message {
        match self {
            Self::Start | Self::UpdateAndStart => Message::FailedStart,
            Self::Stop => Message::FailedStop,
            Self::Restart | Self::UpdateAndRestart => Message::FailedRestart,
            Self::Retry => Message::FailedRetry,
            Self::Cancel => Message::FailedCancel,
            Self::Delete => Message::FailedDelete,
            Self::Activate | Self::Favorite | Self::Unfavorite => Message::FailedChange,
        }
    }

    /// Whether the action brings up a workspace that is not running.
    pub fn is_startup(self) -> bool {
        matches!(self, Self::Start | Self::UpdateAndStart | Self::Retry | Self::Activate)
    }

    /// Whether the action ends the processes that run in the workspace.
    pub fn ends_processes(self) -> bool {
        matches!(self, Self::Stop | Self::Restart | Self::UpdateAndRestart)
    }

    /// Whether the action starts the workspace, so that its parameters matter.
    pub fn starts_build(self) -> bool {
        matches!(
            self,
            Self::Start | Self::UpdateAndStart | Self::Restart | Self::UpdateAndRestart | Self::Retry
        )
    }

    /// Whether the action moves the workspace to the template's active version.
    pub fn updates_version(self) -> bool {
        matches!(self, Self::UpdateAndStart | Self::UpdateAndRestart)
    }
}

#[cfg(test)]
mod tests {
    use super::Action as A;
    use super::*;

    #[test]
    fn what_an_action_does_is_told_apart() {
        let all = [
            A::Activate,
            A::Start,
            A::UpdateAndStart,
            A::Stop,
            A::Restart,
            A::UpdateAndRestart,
            A::Retry,
            A::Cancel,
            A::Favorite,
            A::Unfavorite,
            A::Delete,
        ];
        let select =
            |is_selected: fn(Action) -> bool| all.into_iter().filter(|a| is_selected(*a)).collect::<Vec<_>>();
        assert_eq!(select(Action::is_startup), [A::Activate, A::Start, A::UpdateAndStart, A::Retry]);
        assert_eq!(
            select(Action::starts_build),
            [A::Start, A::UpdateAndStart, A::Restart, A::UpdateAndRestart, A::Retry]
        );
        assert_eq!(select(Action::ends_processes), [A::Stop, A::Restart, A::UpdateAndRestart]);
        assert_eq!(select(Action::updates_version), [A::UpdateAndStart, A::UpdateAndRestart]);
        assert_eq!(select(|a| a.pending_label().is_none()), [A::Favorite, A::Unfavorite]);
    }
}
