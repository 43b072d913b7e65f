//! A typed query, a repository URL and a parameter name, separated by line feeds: the part that the plugin adds
//! matches Coder's grammar.
#![no_main]

use coder_core::{RepoUrl, search};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let mut lines = data.splitn(3, '\n');
    let (input, address, key) =
        (lines.next().unwrap_or(""), lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    let keys = [key.to_owned(), "repo_url".to_owned()];
    let repo = RepoUrl::parse(address).ok();
    let repo = repo.as_ref().map(|repo| (repo, keys.as_slice()));
    if let Ok(query) = search::build(input, repo) {
        let appended = query[input.trim().len()..].trim();
        assert!(search::validate(appended).is_ok(), "{appended}");
    }
});
