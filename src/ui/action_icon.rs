//! The icons of actions.

use super::icon::IconName;
use coder_core::actions::Action;
use coder_core::status::StatusIcon;

impl From<Action> for IconName {
    fn from(action: Action) -> Self {
        match action {
            Action::Start | Action::UpdateAndStart => IconName::Status(StatusIcon::Play),
            Action::Stop => IconName::Status(StatusIcon::Square),
            Action::Restart | Action::UpdateAndRestart | Action::Retry => IconName::Refresh,
            Action::Cancel => IconName::Close,
            Action::Activate => IconName::Wake,
            Action::Favorite | Action::Unfavorite => IconName::Star,
            Action::Delete => IconName::Trash,
        }
    }
}
