//! Arbitrary sequences of session events: at most one check runs at a time, and a session is trusted only after a
//! check.
#![no_main]

use coder_core::SessionToken;
use coder_core::error::Error;
use coder_core::json::FromJson as _;
use coder_core::session::{Credential, SessionEffect, SessionEvent, Session, SessionState};
use coder_core::models::User;
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fn event(byte: u8) -> SessionEvent {
    let token = || SessionToken::parse("demodemo01-coderbackstagedemo0001").expect("a token");
    let user = || User::from_json(&json!({"id": "u", "username": "alice"})).expect("a user");
    let credential = || if byte & 16 == 0 { Credential::Host } else { Credential::Token(token()) };
    let attempt = u32::from(byte >> 5);
    match byte & 15 {
        0 => SessionEvent::Started(None),
        1 => SessionEvent::Started(Some(credential())),
        2 => SessionEvent::Entered(credential()),
        3 => SessionEvent::HostSignedOut,
        4 => SessionEvent::Checked { attempt, result: Ok(user()) },
        5 => SessionEvent::Checked { attempt, result: Err(Error::Unauthorized(String::new())) },
        6 => SessionEvent::Checked { attempt, result: Err(Error::Timeout) },
        7 => SessionEvent::Checked { attempt, result: Err(Error::Offline) },
        8 => SessionEvent::GracePeriodElapsed { attempt },
        9 => SessionEvent::Rejected,
        10 => SessionEvent::RecheckDue,
        11 => SessionEvent::Unlinked,
        12 => SessionEvent::StorageChanged(None),
        _ => SessionEvent::StorageChanged(Some(token())),
    }
}

fuzz_target!(|data: &[u8]| {
    let mut session = Session::default();
    for event in data.iter().copied().map(event) {
        let accepted = matches!(&event, SessionEvent::Checked { result: Ok(_), .. });
        let before = session.state().status().is_authenticated();
        let effects = session.handle(event);
        assert!(effects.iter().filter(|effect| matches!(effect, SessionEffect::Check { .. })).count() <= 1);
        assert!(before || accepted || !session.state().status().is_authenticated());
        if *session.state() == SessionState::TokenMissing {
            assert!(session.state().credential().is_none());
        }
    }
});
