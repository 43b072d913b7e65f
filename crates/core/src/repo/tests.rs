#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use super::*;

fn canonical(address: &str) -> String {
    RepoUrl::parse(address).unwrap().as_str().to_owned()
}

#[test]
fn every_forge_form_backstage_writes_comes_down_to_the_repository() {
    let forms = [
        ("https://github.com/acme/x/tree/main/", "https://github.com/acme/x"),
        ("https://github.com/acme/x/tree/main/svc/a/", "https://github.com/acme/x"),
        ("https://ghe.example.net/acme/x/tree/feature/a/", "https://ghe.example.net/acme/x"),
        ("https://gitlab.com/grp/sub/x/-/blob/main/", "https://gitlab.com/grp/sub/x"),
        ("https://gitlab.corp.net/grp/x/blob/main/", "https://gitlab.corp.net/grp/x"),
        ("https://bitbucket.org/acme/x/src/main/", "https://bitbucket.org/acme/x"),
        ("https://bb.corp.net/projects/P/repos/x/browse/?at=main", "https://bb.corp.net/scm/p/x"),
        ("https://bb.corp.net/users/Jo/repos/x/browse", "https://bb.corp.net/scm/~jo/x"),
        (
            "https://dev.azure.com/org/proj/_git/x?path=%2F&version=GBmain",
            "https://dev.azure.com/org/proj/_git/x",
        ),
        ("https://gitea.corp.net/acme/x/src/branch/main/", "https://gitea.corp.net/acme/x"),
        ("https://gerrit.corp.net/gitiles/x/+/refs/heads/main/", "https://gerrit.corp.net/gitiles/x"),
    ];
    for (given, expected) in forms {
        assert_eq!(canonical(given), expected, "{given}");
    }
}

#[test]
fn what_the_react_plugin_left_unhandled_is_handled() {
    let forms = [
        ("https://github.com/a/b/tree/feature/x", "https://github.com/a/b"),
        ("https://github.com/a/b/blob/main/README.md", "https://github.com/a/b"),
        ("https://gitlab.com/a/b/-/tree/main", "https://gitlab.com/a/b"),
        ("https://github.com/a/b.git", "https://github.com/a/b"),
        ("https://github.com/a/b.git/", "https://github.com/a/b"),
        ("https://github.com/a/b/", "https://github.com/a/b"),
        ("https://GitHub.com/a/B", "https://github.com/a/B"),
        ("git@github.com:a/b.git", "https://github.com/a/b"),
        ("ssh://git@github.com:22/a/b.git", "https://github.com/a/b"),
        ("ssh://git@bb.corp.net:7999/P/x.git", "https://bb.corp.net/scm/p/x"),
        ("git@ssh.dev.azure.com:v3/org/proj/x", "https://dev.azure.com/org/proj/_git/x"),
        ("https://org@dev.azure.com/org/proj/_git/x", "https://dev.azure.com/org/proj/_git/x"),
        (
            "https://org.visualstudio.com/proj/_git/x?version=GBmain",
            "https://org.visualstudio.com/proj/_git/x",
        ),
        ("http://git.corp.net:3000/a/b", "https://git.corp.net:3000/a/b"),
        ("https://github.com:443/a//b#readme", "https://github.com/a/b"),
        ("https://bitbucket.org/a/b/src/feature/x/y.rs", "https://bitbucket.org/a/b"),
    ];
    for (given, expected) in forms {
        assert_eq!(canonical(given), expected, "{given}");
    }
}

#[test]
fn a_group_or_repository_named_like_a_view_is_kept() {
    assert_eq!(canonical("https://gitlab.com/src/tree"), "https://gitlab.com/src/tree");
    assert_eq!(canonical("https://gitlab.com/grp/sub/tree"), "https://gitlab.com/grp/sub/tree");
}

#[test]
fn normalizing_twice_changes_nothing() {
    for given in [
        "https://github.com/acme/x/tree/main/svc/a/",
        "https://bb.corp.net/projects/P/repos/x/browse/?at=main",
        "git@ssh.dev.azure.com:v3/org/proj/x",
        "https://gerrit.corp.net/gitiles/x/+/refs/heads/main/",
        "https://a.b/c.git.git/",
    ] {
        let once = canonical(given);
        assert_eq!(canonical(&once), once);
    }
}

#[test]
fn credentials_in_an_address_are_dropped() {
    let repo = RepoUrl::parse("https://user:secret@github.com/a/b").unwrap();
    assert_eq!(repo.as_str(), "https://github.com/a/b");
    assert!(repo.spellings().iter().all(|s| !s.contains("secret")), "{:?}", repo.spellings());
}

#[test]
fn names_leave_out_the_owner() {
    let name = |address| RepoUrl::parse(address).unwrap().name().to_owned();
    assert_eq!(name("https://www.github.com/zombocom/zombocom/tree/main/"), "zombocom");
    assert_eq!(name("https://gitlab.com/grp/sub/x"), "sub/x");
    assert_eq!(name("https://dev.azure.com/org/proj/_git/x"), "x");
    assert_eq!(name("https://bb.corp.net/projects/P/repos/x"), "x");
    assert_eq!(name("https://gerrit.corp.net/x"), "x");
}

#[test]
fn spellings_cover_dot_git_trailing_slash_ssh_and_the_forges_other_address() {
    let spellings = RepoUrl::parse("https://bb.corp.net/projects/P/repos/x/browse").unwrap().spellings();
    for expected in [
        "https://bb.corp.net/scm/p/x",
        "https://bb.corp.net/scm/p/x.git",
        "https://bb.corp.net/scm/p/x/",
        "https://bb.corp.net/projects/p/repos/x",
        "git@bb.corp.net:p/x.git",
    ] {
        assert!(spellings.iter().any(|s| s == expected), "{expected} not in {spellings:?}");
    }
}

#[test]
fn spellings_hold_what_the_react_plugin_would_have_stored() {
    let spellings = RepoUrl::parse("https://www.github.com/acme/x/tree/main/").unwrap().spellings();
    assert_eq!(spellings[0], "https://www.github.com/acme/x");
    assert!(spellings.contains(&"https://github.com/acme/x".to_owned()));
    let deep = RepoUrl::parse("https://gitlab.com/grp/x/-/tree/main").unwrap().spellings();
    assert!(deep.contains(&"https://gitlab.com/grp/x/-/tree/main".to_owned()));
}

#[test]
fn a_spelling_that_search_cannot_express_is_left_out() {
    let azure = RepoUrl::parse("https://dev.azure.com/org/proj/_git/x?path=%2F&version=GBmain").unwrap();
    assert!(azure.spellings().iter().all(|s| !s.contains('=')));
}

#[test]
fn what_is_no_repository_says_why() {
    assert_eq!(RepoUrl::parse("file:///tmp/x"), Err(NotARepo::Scheme));
    assert_eq!(RepoUrl::parse("/tmp/x"), Err(NotARepo::Scheme));
    assert_eq!(RepoUrl::parse(""), Err(NotARepo::Scheme));
    assert_eq!(RepoUrl::parse("https:///a/b"), Err(NotARepo::Host));
    assert_eq!(RepoUrl::parse("https://exa mple.com/a"), Err(NotARepo::Characters));
    assert_eq!(RepoUrl::parse("https://example.com/a\0b"), Err(NotARepo::Characters));
    assert_eq!(RepoUrl::parse("https://github.com"), Err(NotARepo::Path));
    assert_eq!(RepoUrl::parse("https://github.com/.git"), Err(NotARepo::Path));
    assert_eq!(RepoUrl::parse("https://github.com:99999/a/b"), Err(NotARepo::Host));
    assert_eq!(RepoUrl::parse("git://a:0b:1/x/y"), Err(NotARepo::Host));
}
