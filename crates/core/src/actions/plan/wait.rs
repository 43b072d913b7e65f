//! The state of a build that an action plan waits for.

use crate::models::{Transition, Workspace, WorkspaceStatus};

/// The state of a build that an action plan waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitState {
    /// The build has not ended.
    NotYet,
    /// The build succeeded.
    Succeeded,
    /// The build failed.
    Failed,
    /// The build was canceled.
    Canceled,
    /// The workspace has a newer build.
    Superseded,
}

/// Returns the state of the build with this number, which [`Step::WaitFor`](super::Step::WaitFor) waits for.
pub fn wait_state(workspace: &Workspace, transition: &Transition, number: i64) -> WaitState {
    use WorkspaceStatus as S;
    if workspace.latest_build.build_number != number {
        return WaitState::Superseded;
    }
    let goal = match transition {
        Transition::Start => S::Running,
        Transition::Delete => S::Deleted,
        _ => S::Stopped,
    };
    match &workspace.latest_build.status {
        status if *status == goal => WaitState::Succeeded,
        S::Canceled => WaitState::Canceled,
        S::Pending | S::Starting | S::Stopping | S::Deleting | S::Canceling => WaitState::NotYet,
        _ => WaitState::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::plan::fixture::workspace;

    #[test]
    fn waiting_ends_with_the_build_it_was_for() {
        let at = |status| wait_state(&workspace(status, "stop", "running", 1), &Transition::Stop, 1);
        let other = wait_state(&workspace("stopped", "stop", "succeeded", 2), &Transition::Stop, 1);
        assert_eq!(other, WaitState::Superseded, "somebody else’s stop");
        assert_eq!(at("pending"), WaitState::NotYet);
        assert_eq!(at("stopping"), WaitState::NotYet);
        assert_eq!(at("stopped"), WaitState::Succeeded);
        assert_eq!(at("canceled"), WaitState::Canceled);
        for status in ["failed", "running"] {
            assert_eq!(at(status), WaitState::Failed, "{status}");
        }
    }

    #[test]
    fn each_transition_is_waited_for_until_its_own_end() {
        let at = |status, transition| wait_state(&workspace(status, "start", "running", 1), &transition, 1);
        assert_eq!(at("running", Transition::Start), WaitState::Succeeded);
        assert_eq!(at("stopped", Transition::Start), WaitState::Failed);
        assert_eq!(at("deleted", Transition::Delete), WaitState::Succeeded);
        assert_eq!(at("stopped", Transition::Delete), WaitState::Failed);
        for status in ["pending", "starting", "stopping", "deleting", "canceling"] {
            assert_eq!(at(status, Transition::Start), WaitState::NotYet, "{status}");
        }
    }
}
