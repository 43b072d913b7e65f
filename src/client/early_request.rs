//! A request that is sent before its response is asked for.

use super::context::SessionContext;
use crate::browser::{AbortOnDrop, now_ms};
use crate::spawn::spawn_local;
use coder_core::request::Request;
use coder_core::session::Credential;
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};

/// A request in flight, or its outcome of type `T`. Aborted when dropped.
pub(super) struct EarlyRequest<T> {
    request: Request,
    credential: Credential,
    /// The number of the session's check that was in flight.
    check: u32,
    /// The time it was sent at, in milliseconds since 1970.
    sent_at: f64,
    slot: Rc<RefCell<Slot<T>>>,
    abort: AbortOnDrop,
}

/// The outcome, and who waits for it.
struct Slot<T> {
    outcome: Option<T>,
    waker: Option<Waker>,
}

impl<T: 'static> EarlyRequest<T> {
    /// Sends a request during a check of the session: `response` is the future of its response.
    pub fn send(
        request: Request,
        (check, credential): (u32, Credential),
        abort: AbortOnDrop,
        response: impl Future<Output = T> + 'static,
    ) -> Self {
        let slot = Rc::new(RefCell::new(Slot { outcome: None, waker: None }));
        let filled = slot.clone();
        spawn_local(async move {
            let outcome = response.await;
            let mut slot = filled.borrow_mut();
            slot.outcome = Some(outcome);
            let waker = slot.waker.take();
            drop(slot);
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        Self { request, credential, check, sent_at: now_ms(), slot, abort }
    }

    /// Whether the outcome counts for a request that would be sent now. An outcome from before another check of the
    /// session, or with another credential, or older than the time limit of a request, does not.
    pub fn is_for(&self, request: &Request, context: &SessionContext) -> bool {
        let age = now_ms() - self.sent_at;
        self.request == *request
            && self.check == context.check()
            && context.credential().as_ref() == Some(&self.credential)
            && (0.0..f64::from(context.tuning().request_timeout_ms)).contains(&age)
    }

    /// Waits for the outcome.
    pub async fn outcome(self) -> T {
        // The request is aborted if the caller stops waiting.
        let Self { slot, abort: _abort, .. } = self;
        poll_fn(|context| {
            let mut slot = slot.borrow_mut();
            match slot.outcome.take() {
                Some(outcome) => Poll::Ready(outcome),
                None => {
                    slot.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}
