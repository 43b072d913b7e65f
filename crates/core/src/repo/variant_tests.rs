#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use super::*;

#[test]
fn credentials_in_an_address_are_dropped() {
    let repo = RepoUrl::parse("https://user:secret@github.com/a/b").unwrap();
    assert_eq!(repo.as_str(), "https://github.com/a/b");
    assert!(repo.variants().iter().all(|s| !s.contains("secret")), "{:?}", repo.variants());
}

#[test]
fn variants_cover_dot_git_trailing_slash_ssh_and_the_forges_other_address() {
    let repo = RepoUrl::parse("https://bb.corp.net/projects/P/repos/x/browse").unwrap();
    let variants = repo.variants();
    for expected in [
        "https://bb.corp.net/scm/p/x",
        "https://bb.corp.net/scm/p/x.git",
        "https://bb.corp.net/scm/p/x/",
        "https://bb.corp.net/projects/p/repos/x",
        "git@bb.corp.net:p/x.git",
    ] {
        assert!(variants.iter().any(|s| s == expected), "{expected} not in {variants:?}");
    }
}

#[test]
fn variants_hold_what_the_react_plugin_would_have_stored() {
    let repo = RepoUrl::parse("https://www.github.com/acme/x/tree/main/").unwrap();
    let variants = repo.variants();
    assert_eq!(variants[0], "https://www.github.com/acme/x");
    assert!(variants.contains(&"https://github.com/acme/x".to_owned()));
    let deep = RepoUrl::parse("https://gitlab.com/grp/x/-/tree/main").unwrap();
    assert!(deep.variants().contains(&"https://gitlab.com/grp/x/-/tree/main".to_owned()));
}

/// For each forge: an address as in Backstage, and the addresses from which a workspace of the same repository may
/// have been created.
#[test]
fn a_workspace_is_found_whichever_clone_address_it_was_made_from() {
    let table: [(&str, &[&str]); 11] = [
        (
            "https://github.com/acme/x/tree/main/",
            &[
                "https://github.com/Acme/X",
                "https://github.com/acme/x.git",
                "https://github.com/acme/x/",
                "git@github.com:acme/x.git",
                "ssh://git@github.com/acme/x.git",
            ],
        ),
        (
            "https://gitlab.com/acme/sub/x/-/blob/main/",
            &["https://gitlab.com/acme/sub/x.git", "git@gitlab.com:acme/sub/x.git"],
        ),
        (
            "https://git.corp.net/acme/src/src/x/-/blob/main/",
            &[
                "https://git.corp.net/acme/src/src/x.git",
                "https://git.corp.net/acme/src/src/x",
                "git@git.corp.net:acme/src/src/x.git",
            ],
        ),
        (
            "https://bitbucket.org/acme/x/src/main/",
            &["https://bitbucket.org/acme/x.git", "git@bitbucket.org:acme/x.git"],
        ),
        (
            "https://bb.corp.net/projects/P/repos/x/browse/?at=main",
            &[
                "ssh://git@bb.corp.net:7999/p/x.git",
                "https://bb.corp.net/scm/P/x.git",
                "https://bb.corp.net/projects/P/repos/x/browse",
            ],
        ),
        (
            "https://bb.corp.net:8443/bitbucket/users/Jo/repos/x/browse",
            &[
                "ssh://git@bb.corp.net:7999/~jo/x.git",
                "https://bb.corp.net:8443/bitbucket/scm/~jo/x.git",
                "https://bb.corp.net:8443/bitbucket/users/jo/repos/x",
            ],
        ),
        (
            "https://dev.azure.com/acme/proj/_git/x?path=%2F&version=GBmain",
            &[
                "https://acme@dev.azure.com/acme/proj/_git/x",
                "git@ssh.dev.azure.com:v3/acme/proj/x",
                "https://acme.visualstudio.com/proj/_git/x",
                "https://acme.visualstudio.com/DefaultCollection/proj/_git/x",
                "acme@vs-ssh.visualstudio.com:v3/acme/proj/x",
            ],
        ),
        (
            "https://acme.visualstudio.com/proj/_git/x",
            &["https://dev.azure.com/acme/proj/_git/x", "git@ssh.dev.azure.com:v3/acme/proj/x"],
        ),
        (
            "https://eu-west-1.console.aws.amazon.com/codesuite/codecommit/repositories/x/browse",
            &[
                "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/x",
                "ssh://git-codecommit.eu-west-1.amazonaws.com/v1/repos/x",
                "codecommit::eu-west-1://x",
            ],
        ),
        (
            "https://app.harness.io/ng/account/ACCT/module/code/orgs/o/projects/p/repos/x/files/main/~/",
            &["https://git.harness.io/ACCT/o/p/x.git", "git@git.harness.io:ACCT/o/p/x.git"],
        ),
        (
            "https://git.corp.net/plugins/gitiles/tools/x/+/refs/heads/main/",
            &[
                "https://git.corp.net/tools/x",
                "https://git.corp.net/a/tools/x",
                "ssh://git.corp.net:29418/tools/x",
                "https://git.corp.net/plugins/gitiles/tools/x",
            ],
        ),
    ];
    for (entity, made_from) in table {
        let repo = RepoUrl::parse(entity).unwrap();
        for address in made_from {
            let is_asked_for = repo.variants().iter().any(|s| s.eq_ignore_ascii_case(address));
            assert!(is_asked_for, "{address} not in {:#?}", repo.variants());
        }
    }
}

#[test]
fn what_no_forge_gives_out_is_not_asked_for() {
    let all = |address| RepoUrl::parse(address).unwrap().variants().join("\n");
    let azure = all("https://dev.azure.com/acme/proj/_git/x");
    assert!(!azure.contains("git@dev.azure.com") && !azure.contains(".git\n"), "{azure}");
    let local = all("https://[::1]:3000/a/b");
    assert!(!local.contains("git@") && !local.contains("ssh://"), "{local}");
    let ports = all("https://git.corp.net:3000/a/b");
    assert!(
        ports.contains("git@git.corp.net:a/b.git") && !ports.contains("git@git.corp.net:3000"),
        "{ports}"
    );
}

#[test]
fn both_schemes_are_asked_for_where_the_address_is_not_encrypted_and_an_ssh_port_is_kept() {
    let plain = RepoUrl::parse("http://git.corp.net:3000/a/b").unwrap();
    assert!(plain.variants().contains(&"https://git.corp.net:3000/a/b".to_owned()));
    let ssh = RepoUrl::parse("ssh://git@git.corp.net:2222/a/b").unwrap();
    assert_eq!(ssh.as_str(), "https://git.corp.net/a/b");
    assert!(ssh.variants().contains(&"ssh://git@git.corp.net:2222/a/b.git".to_owned()));
}

#[test]
fn neither_a_login_nor_a_query_is_repeated() {
    for address in [
        "https://ghp_secret@github.com/acme/x",
        "https://jo:secret@git.corp.net/acme/x",
        "ssh://jo:secret@git.corp.net/acme/x",
        "https://git.corp.net/acme/x?secret",
        "https://git.corp.net/acme/x#secret",
    ] {
        let repo = RepoUrl::parse(address).unwrap();
        assert!(!format!("{repo:?}").contains("secret"), "{repo:?}");
    }
}

#[test]
fn a_variant_that_search_cannot_express_is_left_out() {
    let azure = RepoUrl::parse("https://dev.azure.com/org/proj/_git/x?path=%2F&version=GBmain").unwrap();
    assert!(azure.variants().iter().all(|s| !s.contains('=')));
}
