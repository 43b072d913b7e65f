//! A method and a target, separated by the first space, as Node.js reads their bytes and as text: what a gateway passes
//! on is a request of the table, by the oracle of its tests.
#![no_main]

#[path = "../../crates/core/tests/gateway/oracle.rs"]
mod oracle;

use coder_core::gateway::{is_icon, route_of};
use libfuzzer_sys::fuzz_target;
use oracle::{Form, form_of, forms};
use std::sync::LazyLock;

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(forms);

fn check(line: &str) {
    let (method, target) = line.split_once(' ').unwrap_or(("GET", line));
    let (with_credential, without) = (route_of(method, target).is_some(), is_icon(method, target));
    let form = form_of(&FORMS, method, target);
    if with_credential || without {
        let form = form.unwrap_or_else(|| panic!("passed on: {line:?}"));
        assert!(form.is_icon() == without && form.is_icon() != with_credential, "{line:?}");
    } else {
        assert!(form.is_none_or(Form::is_icon), "refused: {line:?}");
    }
}

fuzz_target!(|data: &[u8]| {
    check(&data.iter().copied().map(char::from).collect::<String>());
    check(&String::from_utf8_lossy(data));
});
