//! Following topics of an account by live updates.

use super::Account;
use crate::client::{Follow, OnFrame};
use coder_core::request::Request;
use std::rc::Rc;

impl Account {
    /// Follows a topic for as long as the result lives. `on_frame` receives the frames that Coder sends for it.
    pub(crate) fn follow(&self, topic: Box<dyn Fn() -> String>, on_frame: OnFrame) -> Rc<Follow> {
        self.context().live.follow(topic, false, on_frame)
    }

    /// Follows a workspace, which is updated in all lists and details views.
    pub(crate) fn follow_workspace(&self, id: &str) -> Rc<Follow> {
        let topic = Request::workspace(id).path;
        self.follow(Box::new(move || topic.clone()), Box::new(|_, _| {}))
    }
}
