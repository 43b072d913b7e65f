//! Log lines and icons: the output is only plain text and safe URLs.
#![no_main]

use coder_core::url::HttpUrl;
use coder_core::{ansi, icon};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    for span in ansi::parse(data) {
        assert!(!span.text.is_empty());
        assert!(span.text.chars().all(|c| !c.is_control() || c == '\t'));
    }
    match icon::resolve(data, HttpUrl::parse("https://coder.example.com").as_ref()) {
        icon::IconSource::External(url) => {
            let scheme = url.to_ascii_lowercase();
            assert!(scheme.starts_with("https://") || scheme.starts_with("http://"));
        }
        icon::IconSource::Deployment(path) => assert!(path.starts_with('/') && !path.starts_with("//")),
        icon::IconSource::Initial => {}
    }
});
