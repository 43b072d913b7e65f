//! The lock of live updates, and the stream of the tab that holds it.

use super::state::{LiveUpdates, SILENCE_MS, Stream};
use crate::browser::{AbortOnDrop, BodyReader, Deadline, WebLock, jitter, now_ms};
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::error::{Response, json};
use coder_core::event_stream::EventStream;
use coder_core::live::{Wanted, are_same, key, reopen_ms, subscription};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use web_sys::AbortSignal;

/// A stream that ends before so many milliseconds counts as a failure.
const SHORT_LIFE_MS: f64 = 30_000.0;

impl LiveUpdates {
    /// Requests the lock, unless this tab waits for it or holds it already.
    pub(super) fn request_lock(&self) {
        let leader = &self.0.leader;
        if leader.lock.borrow().is_some() {
            return;
        }
        let Ok(abort) = AbortOnDrop::new() else { return };
        let signal = abort.signal();
        leader.lock.replace(Some((abort, None)));
        let updates = self.clone();
        spawn_local(async move {
            let granted = WebLock::acquire(&updates.lock_name(), &signal).await;
            if signal.aborted() {
                return;
            }
            if let Some((_, held)) = &mut *updates.0.leader.lock.borrow_mut() {
                *held = granted;
            }
            updates.0.leader.is_leader.set(true);
            // The former leader may have gone without a word.
            updates.tabs().tell_followed(&[]);
            updates.set_followed(Vec::new());
            updates.tabs().ask();
            updates.update();
        });
    }

    /// Releases the lock, or ends the wait for it, and ends the stream.
    pub(super) fn release_lock(&self) {
        let leader = &self.0.leader;
        leader.retry.take();
        leader.next.take();
        leader.stream.take();
        leader.failures.set(0);
        if leader.is_leader.replace(false) {
            self.tabs().tell_followed(&[]);
        }
        leader.lock.take();
        self.set_followed(Vec::new());
    }

    /// Opens a stream for the wanted topics, if this tab holds the lock and has no stream for them.
    pub(super) fn open_stream(&self, wanted: Vec<Wanted>) {
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
        let request = subscription(&wanted);
        leader.next.replace(Some(Stream { number, wanted, since_ms: now_ms(), _abort: abort }));
        let updates = self.clone();
        spawn_local(async move {
            let is_refused = match updates.0.context.transport().live(request, &signal).await {
                Ok(Ok(reader)) => {
                    updates.read(&reader, number, &signal).await;
                    false
                }
                Ok(Err(refusal)) => updates.refused(&refusal),
                Err(_) => false,
            };
            if !signal.aborted() {
                updates.lost(number, is_refused);
            }
        });
    }

    /// Processes the response of a gateway that opens no stream; returns whether another attempt soon is of no use.
    fn refused(&self, response: &Response) -> bool {
        if let Err(Error::NotLinked | Error::Unauthorized(_)) = json(response) {
            self.0.client.check_session();
        }
        // Too many requests are a matter of time.
        (400..500).contains(&response.status) && response.status != 429
    }

    /// Reads a stream until it ends.
    async fn read(&self, reader: &BodyReader, number: u32, signal: &AbortSignal) {
        let mut stream = EventStream::default();
        loop {
            let Ok(limit) = Deadline::start(signal, SILENCE_MS) else { return };
            let Ok(Some(bytes)) = reader.next(&limit).await else { return };
            let events = stream.push(&bytes);
            if events.is_empty() {
                // A sign of life, for the other tabs as well.
                self.tabs().tell_followed(&self.followed());
            }
            for event in events {
                match event.name.as_str() {
                    "open" => self.opened(number),
                    _ => {
                        self.tabs().tell_event(&event);
                        self.apply(&event);
                    }
                }
            }
            if signal.aborted() {
                return;
            }
        }
    }

    /// Puts the stream that has opened in place of the former one.
    fn opened(&self, number: u32) {
        let leader = &self.0.leader;
        let next = leader.next.borrow_mut().take_if(|next| next.number == number);
        let Some(next) = next else { return };
        let keys: Vec<String> = next.wanted.iter().map(|it| key(&it.topic).to_owned()).collect();
        let former = leader.stream.replace(Some(next));
        drop(former);
        self.tabs().tell_followed(&keys);
        self.set_followed(keys);
    }

    /// Notes that a stream has ended by itself, and opens another one later.
    fn lost(&self, number: u32, is_refused: bool) {
        let leader = &self.0.leader;
        let take = |stream: &RefCell<Option<Stream>>| stream.borrow_mut().take_if(|it| it.number == number);
        let was_next = take(&leader.next).is_some();
        if let Some(stream) = take(&leader.stream) {
            if now_ms() - stream.since_ms > SHORT_LIFE_MS {
                leader.failures.set(0);
            }
            self.tabs().tell_followed(&[]);
            self.set_followed(Vec::new());
        } else if !was_next {
            return;
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
