//! What of an account is followed by live updates, beside its lists.

use crate::browser::LiveState;
use std::cell::{OnceCell, RefCell};
use std::rc::{Rc, Weak};

/// Callback for the frames that Coder sends for a topic.
pub(crate) type OnFrame = Box<dyn Fn(&LiveState, &str)>;

/// What is followed, and the callback that begins to follow it: the chunk of live updates sets it once it is loaded.
#[derive(Default)]
pub(crate) struct LiveFeed {
    follows: RefCell<Vec<Weak<Follow>>>,
    on_change: OnceCell<Box<dyn Fn()>>,
}

/// A topic that is followed for as long as this value lives.
pub(crate) struct Follow {
    /// Returns the target of the request that is repeated without live updates.
    pub topic: Box<dyn Fn() -> String>,
    /// Whether updates are live.
    pub state: LiveState,
    /// Whether the topic is followed while the page is hidden as well.
    pub also_hidden: bool,
    on_frame: OnFrame,
    feed: Rc<LiveFeed>,
}

impl LiveFeed {
    /// Sets the callback for changes of what is followed; the first one stays. Returns whether this is the first.
    pub fn on_change(&self, callback: impl Fn() + 'static) -> bool {
        self.on_change.set(Box::new(callback)).is_ok()
    }

    /// Reports that something else is to be followed.
    pub fn changed(&self) {
        if let Some(callback) = self.on_change.get() {
            callback();
        }
    }

    /// Follows a topic. `on_frame` receives the frames that Coder sends for it.
    pub fn follow(
        self: &Rc<Self>,
        topic: Box<dyn Fn() -> String>,
        also_hidden: bool,
        on_frame: OnFrame,
    ) -> Rc<Follow> {
        let state = LiveState::default();
        let follow = Rc::new(Follow { topic, state, also_hidden, on_frame, feed: self.clone() });
        self.follows.borrow_mut().push(Rc::downgrade(&follow));
        self.changed();
        follow
    }

    /// Returns what is followed.
    pub fn follows(&self) -> Vec<Rc<Follow>> {
        let mut follows = self.follows.borrow_mut();
        follows.retain(|follow| follow.strong_count() > 0);
        follows.iter().filter_map(Weak::upgrade).collect()
    }
}

impl Follow {
    /// Processes a frame.
    pub fn frame(&self, frame: &str) {
        (self.on_frame)(&self.state, frame);
    }
}

impl Drop for Follow {
    fn drop(&mut self) {
        self.feed.changed();
    }
}
