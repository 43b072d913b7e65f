//! The rules of live updates: what a gateway follows at Coder for the pages that a user looks at.
//!
//! A page subscribes to topics. A topic is the target of a request that the page would otherwise repeat:
//!
//! | topic | followed by | the page receives |
//! |---|---|---|
//! | a page of a list of workspaces | a slow poll, sooner after a change elsewhere | `changed`: it fetches the list again |
//! | a workspace | Coder's `watch-ws` | `data`: Coder's frame with the workspace, at first the last one |
//! | a build log, a startup log | Coder's `follow` | `data`: Coder's frame with lines |
//!
//! `end` says that a topic is not followed any more: a log is complete, or Coder cannot be followed. The page polls it
//! itself then, until `data` or `changed` says that it is followed again.
//!
//! A hub decides for all pages of one user at one deployment, so that ten tabs cost Coder what one does.

mod effect;
mod hub;
mod marks;
mod subscription;
#[cfg(test)]
mod tests;
mod topic;

pub use effect::{Effect, Event};
pub use hub::{Clock, Hub};
pub use subscription::{MAX_TOPICS, Subscription};
