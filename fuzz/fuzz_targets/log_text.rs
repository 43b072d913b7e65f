//! Lines of logs, and icon fields: nothing but text and safe links comes of them.
#![no_main]

use coder_core::link::HttpUrl;
use coder_core::{ansi, icon};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    for run in ansi::runs(data) {
        assert!(!run.text.is_empty());
        assert!(run.text.chars().all(|c| !c.is_control() || c == '\t'));
    }
    match icon::icon(data, HttpUrl::parse("https://coder.example.com").as_ref()) {
        icon::Icon::Elsewhere(url) => {
            let scheme = url.to_ascii_lowercase();
            assert!(scheme.starts_with("https://") || scheme.starts_with("http://"));
        }
        icon::Icon::Deployment(path) => assert!(path.starts_with('/') && !path.starts_with("//")),
        icon::Icon::Letter => {}
    }
});
