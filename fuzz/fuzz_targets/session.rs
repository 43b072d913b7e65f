//! Any sequence of events: one check at a time, and trust only after one.
#![no_main]

use coder_core::SessionToken;
use coder_core::error::Error;
use coder_core::json::Read as _;
use coder_core::session::{Credential, Effect, Event, Session, State};
use coder_core::wire::User;
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fn event(byte: u8) -> Event {
    let token = || SessionToken::parse("demodemo01-coderbackstagedemo0001").expect("a token");
    let user = || User::read(&json!({"id": "u", "username": "alice"})).expect("a user");
    let credential = || if byte & 16 == 0 { Credential::Host } else { Credential::Token(token()) };
    let attempt = u32::from(byte >> 5);
    match byte & 15 {
        0 => Event::Started(None),
        1 => Event::Started(Some(credential())),
        2 => Event::Entered(credential()),
        3 => Event::HostSignedOut,
        4 => Event::Checked { attempt, result: Ok(user()) },
        5 => Event::Checked { attempt, result: Err(Error::Unauthorized(String::new())) },
        6 => Event::Checked { attempt, result: Err(Error::Timeout) },
        7 => Event::Checked { attempt, result: Err(Error::Offline) },
        8 => Event::GracePeriodElapsed { attempt },
        9 => Event::Rejected,
        10 => Event::RecheckDue,
        11 => Event::Unlinked,
        12 => Event::StorageChanged(None),
        _ => Event::StorageChanged(Some(token())),
    }
}

fuzz_target!(|data: &[u8]| {
    let mut session = Session::default();
    for event in data.iter().copied().map(event) {
        let accepted = matches!(&event, Event::Checked { result: Ok(_), .. });
        let before = session.state().status().is_authenticated();
        let effects = session.step(event);
        assert!(effects.iter().filter(|effect| matches!(effect, Effect::Check { .. })).count() <= 1);
        assert!(before || accepted || !session.state().status().is_authenticated());
        if *session.state() == State::TokenMissing {
            assert!(session.state().credential().is_none());
        }
    }
});
