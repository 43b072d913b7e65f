//! The lock of live updates, and the stream of the tab that holds it.

use super::state::{LiveUpdates, Stream};
use crate::browser::{AbortOnDrop, BodyReader, CallError, Deadline, WebLock, jitter};
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::event_stream::EventStream;
use coder_core::live::{Wanted, are_same, key, reopen_ms, subscription};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use web_sys::AbortSignal;

/// A stream without a sign of life for so many milliseconds is lost: the gateway gives one every 15 seconds.
const SILENCE_MS: u32 = 45_000;

impl LiveUpdates {
    /// Waits for the lead, unless this tab does already.
    pub(super) fn stand(&self) {
        let leader = &self.0.leader;
        if leader.candidacy.borrow().is_some() {
            return;
        }
        let Ok(abort) = AbortOnDrop::new() else { return };
        let signal = abort.signal();
        leader.candidacy.replace(Some((abort, None)));
        let updates = self.clone();
        spawn_local(async move {
            let lock = WebLock::acquire(&updates.lock_name(), &signal).await;
            if signal.aborted() {
                return;
            }
            if let Some((_, held)) = &mut *updates.0.leader.candidacy.borrow_mut() {
                *held = lock;
            }
            updates.0.leader.is_leader.set(true);
            // The former leader may have gone without a word.
            updates.tabs().tell_followed(&[]);
            updates.set_followed(Vec::new());
            updates.tabs().ask();
            updates.update();
        });
    }

    /// Gives up the lead, or the wait for it.
    pub(super) fn stand_down(&self) {
        let leader = &self.0.leader;
        leader.retry.take();
        leader.next.take();
        leader.stream.take();
        leader.failures.set(0);
        if leader.is_leader.replace(false) {
            self.tabs().tell_followed(&[]);
        }
        leader.candidacy.take();
        self.set_followed(Vec::new());
    }

    /// Opens a stream for what is wanted, if this tab leads and has no such stream.
    pub(super) fn lead(&self, wanted: Vec<Wanted>) {
        let leader = &self.0.leader;
        let has = |stream: &RefCell<Option<Stream>>| {
            stream.borrow().as_ref().map(|stream| are_same(&stream.wanted, &wanted))
        };
        let is_under_way = has(&leader.next).or_else(|| has(&leader.stream)) == Some(true);
        if !leader.is_leader.get() || is_under_way || leader.retry.borrow().is_some() {
            return;
        }
        let Ok(abort) = AbortOnDrop::new() else { return };
        let (signal, number) = (abort.signal(), leader.number.get().wrapping_add(1));
        leader.number.set(number);
        let known = if leader.stream.borrow().is_some() { self.followed() } else { Vec::new() };
        let request = subscription(&wanted, &known);
        leader.next.replace(Some(Stream { number, wanted, _abort: abort }));
        let updates = self.clone();
        spawn_local(async move {
            let end = match updates.0.context.transport().live(request, &signal).await {
                Ok(reader) => updates.read(&reader, number, &signal).await,
                Err(end) => end,
            };
            if !signal.aborted() {
                updates.lost(number, &end);
            }
        });
    }

    /// Reads a stream until it ends; returns how it ended.
    async fn read(&self, reader: &BodyReader, number: u32, signal: &AbortSignal) -> CallError {
        let mut events = EventStream::default();
        loop {
            let chunk = match Deadline::start(signal, SILENCE_MS) {
                Ok(limit) => reader.next(&limit).await,
                Err(failure) => Err(failure),
            };
            match chunk {
                Ok(Some(bytes)) => {
                    for event in events.push(&bytes) {
                        match event.name.as_str() {
                            "open" => self.opened(number),
                            _ => {
                                self.tabs().tell_event(&event);
                                self.apply(&event);
                            }
                        }
                    }
                }
                Ok(None) => return Error::Unreachable.into(),
                Err(failure) => return failure,
            }
            if signal.aborted() {
                return CallError::Aborted;
            }
        }
    }

    /// Puts the stream that has opened in place of the former one.
    fn opened(&self, number: u32) {
        let leader = &self.0.leader;
        let next = leader.next.borrow_mut().take_if(|next| next.number == number);
        let Some(next) = next else { return };
        leader.failures.set(0);
        let keys: Vec<String> = next.wanted.iter().map(|it| key(&it.topic).to_owned()).collect();
        let former = leader.stream.replace(Some(next));
        drop(former);
        self.tabs().tell_followed(&keys);
        self.set_followed(keys);
    }

    /// Notes that a stream has ended by itself, and opens another one later.
    fn lost(&self, number: u32, end: &CallError) {
        let leader = &self.0.leader;
        let is_lost = |stream: &RefCell<Option<Stream>>| {
            stream.borrow_mut().take_if(|it| it.number == number).is_some()
        };
        let was_next = is_lost(&leader.next);
        if is_lost(&leader.stream) {
            self.tabs().tell_followed(&[]);
            self.set_followed(Vec::new());
        } else if !was_next {
            return;
        }
        let is_refused = matches!(end, CallError::Failed(error) if !error.is_transient());
        if matches!(end, CallError::Failed(Error::NotLinked | Error::Unauthorized(_))) {
            self.0.client.check_session();
        }
        leader.failures.set(leader.failures.get().saturating_add(1));
        let updates = self.clone();
        let retry = Timeout::new(reopen_ms(leader.failures.get(), is_refused, jitter()), move || {
            updates.0.leader.retry.take();
            updates.update();
        });
        leader.retry.replace(Some(retry));
    }
}
