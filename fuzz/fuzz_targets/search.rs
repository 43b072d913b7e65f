//! What is typed, and a repository's address behind a line feed: our part of the search passes the server's grammar.
#![no_main]

use coder_core::{RepoUrl, search};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let mut lines = data.splitn(3, '\n');
    let (typed, address, key) =
        (lines.next().unwrap_or(""), lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    let keys = [key.to_owned(), "repo_url".to_owned()];
    let repo = RepoUrl::parse(address).ok();
    let repo = repo.as_ref().map(|repo| (repo, keys.as_slice()));
    if let Ok(query) = search::query(typed, repo) {
        let ours = query[typed.trim().len()..].trim();
        assert!(search::check(ours).is_ok(), "{ours}");
    }
});
