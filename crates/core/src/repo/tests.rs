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
        ("https://gerrit.corp.net/gitiles/x/+/refs/heads/main/", "https://gerrit.corp.net/x"),
    ];
    for (address, expected) in forms {
        assert_eq!(canonical(address), expected, "{address}");
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
        // The scheme is kept: git cannot use https on a host that serves only http.
        ("http://git.corp.net:3000/a/b", "http://git.corp.net:3000/a/b"),
        ("https://github.com:443/a//b#readme", "https://github.com/a/b"),
        ("https://bitbucket.org/a/b/src/feature/x/y.rs", "https://bitbucket.org/a/b"),
    ];
    for (address, expected) in forms {
        assert_eq!(canonical(address), expected, "{address}");
    }
}

#[test]
fn a_group_or_repository_named_like_a_view_is_kept() {
    assert_eq!(canonical("https://gitlab.com/src/tree"), "https://gitlab.com/src/tree");
    assert_eq!(canonical("https://gitlab.com/grp/sub/tree"), "https://gitlab.com/grp/sub/tree");
}

/// Addresses and the repositories that they lead to.
type Forms = &'static [(&'static str, &'static str)];

const CODECOMMIT_REPO: &str = "https://git-codecommit.us-east-1.amazonaws.com/v1/repos/my-repo";
const HARNESS_REPO: &str = "https://git.harness.io/ACCT/default/proj/my-repo";

/// Addresses on GitHub. The path after two segments is that of a page.
const GITHUB: Forms = &[
    ("https://github.com/acme/mono/team/dir/x/", "https://github.com/acme/mono"),
    ("https://github.com/acme/x/wiki", "https://github.com/acme/x"),
    ("https://github.com/acme/x/releases", "https://github.com/acme/x"),
    ("https://github.com/acme/x/pull/12/files", "https://github.com/acme/x"),
    ("https://github.com/acme/x/tree/main/src/tree/a", "https://github.com/acme/x"),
    ("https://github.com/acme/x/tree/main/a/-/b", "https://github.com/acme/x"),
    ("https://raw.githubusercontent.com/acme/x/main/catalog-info.yaml", "https://github.com/acme/x"),
    ("https://codeload.github.com/acme/x/zip/refs/heads/main", "https://github.com/acme/x"),
    ("https://api.github.com/repos/acme/x/contents", "https://github.com/acme/x"),
    ("ssh://git@ssh.github.com:443/acme/x.git", "https://github.com/acme/x"),
    ("http://github.com/acme/x", "https://github.com/acme/x"),
    ("https://acme.ghe.com/acme/x/issues/3", "https://acme.ghe.com/acme/x"),
    ("https://github.corp.net/acme/x/wiki/Home", "https://github.corp.net/acme/x"),
    ("https://github.corp.net/raw/acme/x/main/a.yaml", "https://github.corp.net/acme/x"),
    ("https://raw.github.corp.net/acme/x/main/a.yaml", "https://github.corp.net/acme/x"),
];

/// Addresses on GitLab. `/-/` is conclusive, on any host.
const GITLAB: Forms = &[
    (
        "https://gitlab.com/acme/backend/src/my-service/-/tree/main/",
        "https://gitlab.com/acme/backend/src/my-service",
    ),
    ("https://gitlab.com/acme/browse/x/-/blob/main/a/-/b", "https://gitlab.com/acme/browse/x"),
    ("https://gitlab.com/acme/x/-/merge_requests/12/diffs", "https://gitlab.com/acme/x"),
    ("https://gitlab.com/acme/x/-/wikis/home", "https://gitlab.com/acme/x"),
    ("https://gitlab.com/acme/a/b/c/d.git", "https://gitlab.com/acme/a/b/c/d"),
    ("https://git.corp.net/acme/a/b/-/tree/main/_git/scm/x", "https://git.corp.net/acme/a/b"),
    (
        "https://git.corp.net/acme/backend/src/my-service/-/tree/main/",
        "https://git.corp.net/acme/backend/src/my-service.git",
    ),
    ("https://gitlab.corp.net/acme/src/main/tool", "https://gitlab.corp.net/acme/src/main/tool"),
    ("ssh://git@altssh.gitlab.com:443/acme/sub/x.git", "https://gitlab.com/acme/sub/x"),
];

/// Addresses on Bitbucket.
const BITBUCKET: Forms = &[
    ("https://bitbucket.org/acme/x/pull-requests/7/diff", "https://bitbucket.org/acme/x"),
    ("https://alice@bitbucket.org/acme/x.git", "https://bitbucket.org/acme/x"),
    ("ssh://git@bb.corp.net:7999/~Jo/x.git", "https://bb.corp.net/scm/~jo/x"),
    ("https://bb.corp.net/projects/~Jo/repos/x", "https://bb.corp.net/scm/~jo/x"),
    ("https://bb.corp.net/projects/P/repos/x/pull-requests/1/overview", "https://bb.corp.net/scm/p/x"),
    ("https://corp.net/bitbucket/projects/P/repos/x/browse", "https://corp.net/bitbucket/scm/p/x"),
    ("https://corp.net/stash/scm/p/x.git", "https://corp.net/stash/scm/p/x"),
    ("http://bb.corp.net:7990/scm/P/x.git", "http://bb.corp.net:7990/scm/p/x"),
    ("git@bitbucket.corp.net:p/x.git", "https://bitbucket.corp.net/scm/p/x"),
];

/// Addresses on Azure DevOps.
const AZURE_DEVOPS: Forms = &[
    ("git@ssh.dev.azure.com:v3/acme/My%20Project/x", "https://dev.azure.com/acme/My%20Project/_git/x"),
    ("acme@vs-ssh.visualstudio.com:v3/acme/proj/x", "https://dev.azure.com/acme/proj/_git/x"),
    ("https://dev.azure.com/acme/_git/x", "https://dev.azure.com/acme/x/_git/x"),
    ("https://dev.azure.com/acme/proj/_git/x/pullrequest/3", "https://dev.azure.com/acme/proj/_git/x"),
    (
        "https://acme.visualstudio.com/DefaultCollection/proj/_git/x",
        "https://acme.visualstudio.com/proj/_git/x",
    ),
    ("https://tfs.corp.net/tfs/Main/proj/_git/x?path=/a", "https://tfs.corp.net/tfs/Main/proj/_git/x"),
    ("ssh://tfs.corp.net:22/tfs/Main/proj/_ssh/x", "https://tfs.corp.net/tfs/Main/proj/_git/x"),
];

/// Addresses on AWS CodeCommit.
const CODECOMMIT: Forms = &[
    (
        "https://us-east-1.console.aws.amazon.com/codesuite/codecommit/repositories/my-repo/browse/refs/heads/main/--/?region=us-east-1",
        CODECOMMIT_REPO,
    ),
    (
        "https://console.aws.amazon.com/codesuite/codecommit/repositories/my-repo/browse?region=us-east-1&x",
        CODECOMMIT_REPO,
    ),
    ("ssh://APKAEXAMPLE@git-codecommit.us-east-1.amazonaws.com/v1/repos/my-repo", CODECOMMIT_REPO),
    ("codecommit::us-east-1://profile@my-repo", CODECOMMIT_REPO),
    (
        "https://cn-north-1.console.amazonaws.cn/codesuite/codecommit/repositories/r/browse",
        "https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/r",
    ),
];

/// Addresses on Harness.
const HARNESS: Forms = &[
    (
        "https://app.harness.io/ng/account/ACCT/module/code/orgs/default/projects/proj/repos/my-repo/files/refMain/~/catalog-info.yaml",
        HARNESS_REPO,
    ),
    (
        "https://acme.harness.io/ng/account/ACCT/all/code/orgs/default/projects/proj/repos/my-repo",
        HARNESS_REPO,
    ),
    ("https://git.harness.io/ACCT/default/proj/my-repo.git", HARNESS_REPO),
    ("https://app.harness.io/ng/account/A/module/code/repos/r/files", "https://git.harness.io/A/r"),
];

/// Addresses on Gitea, Forgejo, Gogs and SourceHut.
const GITEA_AND_SOURCEHUT: Forms = &[
    ("https://codeberg.org/acme/x/wiki", "https://codeberg.org/acme/x"),
    ("https://gitea.corp.net/acme/x/pulls/3", "https://gitea.corp.net/acme/x"),
    ("https://git.corp.net/acme/x/src/branch/main/a", "https://git.corp.net/acme/x"),
    ("https://git.sr.ht/%7Ejo/x/tree/main/item/a", "https://git.sr.ht/~jo/x"),
    ("git@git.sr.ht:~jo/x", "https://git.sr.ht/~jo/x"),
];

/// Addresses on Gerrit.
const GERRIT: Forms = &[
    (
        "https://gerrit.corp.net/plugins/gitiles/tools/b/+/refs/heads/main/c/",
        "https://gerrit.corp.net/tools/b",
    ),
    ("https://review.corp.net/c/tools/b/+/1234/2/x.rs", "https://review.corp.net/tools/b"),
    ("ssh://jo@gerrit.corp.net:29418/tools/b", "https://gerrit.corp.net/tools/b"),
    ("https://go.googlesource.com/tools/+log/refs/heads/master", "https://go.googlesource.com/tools"),
    ("https://go.googlesource.com/a/tools", "https://go.googlesource.com/tools"),
];

/// Clone addresses. A `.git` suffix ends one, on any host.
const CLONE_ADDRESSES: Forms = &[
    ("https://git.corp.net/acme/src/main.git", "https://git.corp.net/acme/src/main"),
    ("https://git.corp.net/acme/a/src/main.git", "https://git.corp.net/acme/a/src/main.git"),
    ("https://git.corp.net/pub/scm/linux.git/tree/README", "https://git.corp.net/pub/scm/linux"),
];

/// Addresses from bug reports, and similar ones.
#[test]
fn pages_of_every_forge_lead_to_an_address_that_git_takes() {
    let forges = [
        GITHUB,
        GITLAB,
        BITBUCKET,
        AZURE_DEVOPS,
        CODECOMMIT,
        HARNESS,
        GITEA_AND_SOURCEHUT,
        GERRIT,
        CLONE_ADDRESSES,
    ];
    for (address, expected) in forges.into_iter().flatten() {
        assert_eq!(canonical(address), *expected, "{address}");
        assert_eq!(canonical(expected), *expected, "{expected}");
    }
}

#[test]
fn where_there_is_no_repository_none_is_made_up() {
    for address in [
        "https://github.com/acme/",
        "https://github.com/orgs/acme/repositories",
        "https://github.com/settings/profile",
        "https://github.corp.net/acme",
        "https://gitlab.com/acme",
        "https://gitlab.com/groups/acme/-/issues",
        "https://git.corp.net/groups/acme/sub/-/issues",
        "https://bitbucket.org/acme",
        "https://bitbucket.org/acme/workspace/projects/P",
        "https://bitbucket.corp.net/projects/P",
        "https://dev.azure.com/acme/",
        "https://dev.azure.com/acme/proj",
        "https://dev.azure.com/acme/proj/_wiki/wikis/x",
        "https://acme.visualstudio.com/proj",
        "https://ssh.dev.azure.com/v3/acme/proj",
        "https://us-east-1.console.aws.amazon.com/codesuite/codecommit/repositories?region=us-east-1",
        "https://console.aws.amazon.com/codesuite/codecommit/repositories/x",
        "https://us-east-1.console.aws.amazon.com/s3/buckets/x",
        "https://app.harness.io/ng/account/ACCT/module/code/orgs/default/projects/proj",
        "https://git.harness.io/ACCT",
        "https://codeberg.org/explore/repos",
        "https://git.sr.ht/~jo",
        "https://git.sr.ht/jo/x",
        "https://raw.githubusercontent.com/acme",
    ] {
        assert_eq!(RepoUrl::parse(address), Err(RepoUrlError::Path), "{address}");
    }
}

#[test]
fn hostile_addresses_are_read_as_a_browser_reads_them_or_refused() {
    let forms = [
        ("HTTPS://GITHUB.COM:443/Acme/X.GIT", "https://github.com/Acme/X.GIT"),
        ("https://github.com./acme/x", "https://github.com/acme/x"),
        ("https://github.com/acme/y/../x", "https://github.com/acme/x"),
        ("https://github.com/acme/y/%2e%2E/./%78", "https://github.com/acme/x"),
        ("https://github.com//acme///x//", "https://github.com/acme/x"),
        ("https://github.com/acme/x.git.git#readme?x", "https://github.com/acme/x"),
        ("https://user:p%40ss@evil.example@github.com/acme/x", "https://github.com/acme/x"),
        ("https://github.com@evil.example/acme/x", "https://evil.example/acme/x"),
        ("https://github.com.evil.example/acme/x", "https://github.com.evil.example/acme/x"),
        ("https://git.corp.net/a%zz/b%2Fc", "https://git.corp.net/a%zz/b%2Fc"),
        ("https://[::1]:3000/a/b", "https://[::1]:3000/a/b"),
        ("https://[2001:db8::1]/a/b", "https://[2001:db8::1]/a/b"),
        ("https://[::ffff:192.0.2.1]/a/b", "https://[::ffff:192.0.2.1]/a/b"),
    ];
    for (address, expected) in forms {
        assert_eq!(canonical(address), expected, "{address}");
    }
    let refused = [
        ("https://github.com/acme/x%0a", RepoUrlError::Characters),
        ("https://github.com/acme/x%7F", RepoUrlError::Characters),
        ("https://github.com/acme\\x", RepoUrlError::Characters),
        ("https://github.com/acme/\"x\"", RepoUrlError::Characters),
        ("https://github.com/acme/{r}", RepoUrlError::Characters),
        ("https://github.com/acme/\u{85}x", RepoUrlError::Characters),
        ("https://github.com/../..", RepoUrlError::Path),
        ("https://github.com/acme/..git", RepoUrlError::Path),
        ("https://git%68ub.com/acme/x", RepoUrlError::Host),
        ("https://[]:3000/a/b", RepoUrlError::Host),
        ("https://[1:2]/a/b", RepoUrlError::Host),
        ("https://[::g]/a/b", RepoUrlError::Host),
        ("https://:443/a/b", RepoUrlError::Host),
        ("git@:acme/x", RepoUrlError::Host),
        ("git@a/b:acme/x", RepoUrlError::Host),
        ("git@[::1]:a/b", RepoUrlError::Host),
        ("javascript:alert(1)", RepoUrlError::Scheme),
        ("data:text/html,x", RepoUrlError::Scheme),
        ("codecommit::evil.example/x://repo", RepoUrlError::Host),
    ];
    for (address, error) in refused {
        assert_eq!(RepoUrl::parse(address), Err(error), "{address}");
    }
}

#[test]
fn normalizing_twice_changes_nothing() {
    for address in [
        "https://github.com/acme/x/tree/main/svc/a/",
        "https://bb.corp.net/projects/P/repos/x/browse/?at=main",
        "git@ssh.dev.azure.com:v3/org/proj/x",
        "https://gerrit.corp.net/gitiles/x/+/refs/heads/main/",
        "https://a.b/c.git.git/",
    ] {
        let once = canonical(address);
        assert_eq!(canonical(&once), once);
    }
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
fn what_is_no_repository_says_why() {
    assert_eq!(RepoUrl::parse("file:///tmp/x"), Err(RepoUrlError::Scheme));
    assert_eq!(RepoUrl::parse("/tmp/x"), Err(RepoUrlError::Scheme));
    assert_eq!(RepoUrl::parse(""), Err(RepoUrlError::Scheme));
    assert_eq!(RepoUrl::parse("https:///a/b"), Err(RepoUrlError::Host));
    assert_eq!(RepoUrl::parse("https://exa mple.com/a"), Err(RepoUrlError::Characters));
    assert_eq!(RepoUrl::parse("https://example.com/a\0b"), Err(RepoUrlError::Characters));
    assert_eq!(RepoUrl::parse("https://github.com"), Err(RepoUrlError::Path));
    assert_eq!(RepoUrl::parse("https://github.com/.git"), Err(RepoUrlError::Path));
    assert_eq!(RepoUrl::parse("https://github.com:99999/a/b"), Err(RepoUrlError::Host));
    assert_eq!(RepoUrl::parse("git://a:0b:1/x/y"), Err(RepoUrlError::Host));
}

#[test]
fn what_is_wrong_with_an_address_is_said_in_the_words_of_its_text() {
    for problem in [RepoUrlError::Scheme, RepoUrlError::Host, RepoUrlError::Path, RepoUrlError::Characters] {
        assert_eq!(problem.to_string(), problem.text().en());
    }
}
