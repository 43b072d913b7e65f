//! Repository URLs: normalization is idempotent, and the normal form never contains a password.
#![no_main]

use coder_core::RepoUrl;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let Ok(repo) = RepoUrl::parse(data) else { return };
    let again = RepoUrl::parse(repo.as_str()).expect("a normal form is an address");
    assert_eq!(again.as_str(), repo.as_str());
    assert!(!repo.name().is_empty());
    let host = repo.as_str().split('/').nth(2).unwrap_or_default();
    assert!(!host.is_empty() && !host.contains('@'), "{}", repo.as_str());
    assert!(repo.variants().iter().all(|variant| !variant.contains(char::is_control)));
});
