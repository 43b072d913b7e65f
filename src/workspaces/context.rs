//! The context of an account's lists.

use super::observers::Observers;
use super::tab_sync::TabSync;
use crate::client::{Client, Preferences, SessionContext};
use std::rc::Rc;

/// What every list of an account uses. Clones share one state.
#[derive(Clone)]
pub(super) struct ListContext {
    pub session: Rc<SessionContext>,
    pub client: Client,
    pub preferences: Rc<Preferences>,
    pub observers: Rc<Observers>,
    pub tabs: Rc<TabSync>,
}
