//! The forge table: for each forge, its hosts, how addresses of its pages are read, the address that git takes, and
//! the addresses that its clone button offers.
//!
//! The table holds public knowledge only; each row names its source. [`super::pattern`] describes patterns and
//! placeholders. In addition to the captures of a page's pattern, templates may use:
//!
//! | placeholder | value |
//! |---|---|
//! | `{base}` | scheme, host and port as given; `https://` for an SSH address |
//! | `{host}` | host and port as given |
//! | `{ssh}` | the host without the port; missing for an IPv6 address, which the scp form cannot express |
//! | `{git}`, `{path}` | in clone addresses: the whole address that git takes, and its path |
//! | `{r}` | the repository's display name |

/// A row of the forge table.
pub(super) struct Forge {
    /// The patterns of the forge's hosts; empty for any host.
    pub hosts: &'static [&'static str],
    /// The patterns of page paths, each with a template of the address that git takes; the first match wins.
    ///
    /// An empty template means that the page belongs to no repository. On a known host, so does a path that matches
    /// no pattern. A pattern with a leading `?` is a guess, which is skipped if the address ends in `.git`.
    pub pages: &'static [(&'static str, &'static str)],
    /// Templates of the addresses by which a workspace may refer to the repository, the likeliest first.
    ///
    /// Empty if another row matches the address that git takes.
    pub clones: &'static [&'static str],
}

/// Clone addresses with and without `.git`, and in both SSH forms.
const USUAL: &[&str] = &[
    "{git}.git",
    "git@{ssh}:{path}.git",
    "{git}/",
    "ssh://git@{ssh}/{path}.git",
    "git@{ssh}:{path}",
    "ssh://git@{ssh}/{path}",
];

const BITBUCKET_PROJECT: &[(&str, &str)] = &[
    ("projects/{key}/repos/{r}", "{base}/scm/{key}/{r}"),
    ("scm/{key}/{r}", "{base}/scm/{key}/{r}"),
    ("{+at}/projects/{key}/repos/{r}", "{base}{+at}/scm/{key}/{r}"),
    ("{+at:bitbucket|stash}/scm/{key}/{r}", "{base}{+at}/scm/{key}/{r}"),
];

const BITBUCKET_PROJECT_CLONES: &[&str] = &[
    "{git}.git",
    "ssh://git@{ssh}:7999/{key}/{r}.git",
    "{git}/",
    "ssh://git@{ssh}:7999/{key}/{r}",
    "{base}{+at}/projects/{key}/repos/{r}",
    "{base}{+at}/projects/{key}/repos/{r}/browse",
    "git@{ssh}:{key}/{r}.git",
    "ssh://git@{ssh}/{key}/{r}.git",
];

const BITBUCKET_PERSONAL: &[(&str, &str)] = &[
    ("projects|users/~{key}/repos/{r}", "{base}/scm/~{key}/{r}"),
    ("users/{key}/repos/{r}", "{base}/scm/~{key}/{r}"),
    ("scm/~{key}/{r}", "{base}/scm/~{key}/{r}"),
    ("{+at}/projects|users/~{key}/repos/{r}", "{base}{+at}/scm/~{key}/{r}"),
    ("{+at}/users/{key}/repos/{r}", "{base}{+at}/scm/~{key}/{r}"),
    ("{+at:bitbucket|stash}/scm/~{key}/{r}", "{base}{+at}/scm/~{key}/{r}"),
];

const BITBUCKET_PERSONAL_CLONES: &[&str] = &[
    "{git}.git",
    "ssh://git@{ssh}:7999/~{key}/{r}.git",
    "{git}/",
    "ssh://git@{ssh}:7999/~{key}/{r}",
    "{base}{+at}/users/{key}/repos/{r}",
    "{base}{+at}/users/{key}/repos/{r}/browse",
    "git@{ssh}:~{key}/{r}.git",
    "ssh://git@{ssh}/~{key}/{r}.git",
];

const GERRIT: &[(&str, &str)] = &[
    ("plugins/gitiles/{r*}/+|+log|+show|+blame|+refs|+archive|+doc", "{base}/{r}"),
    ("gitiles/{r*}/+|+log|+show|+blame|+refs|+archive|+doc", "{base}/{r}"),
    ("c/{r*}/+", "{base}/{r}"),
    ("plugins/gitiles/{r*}", "{base}/{r}"),
    ("gitiles/{r*}", "{base}/{r}"),
    ("{r*}/+|+log|+show|+blame|+refs|+archive|+doc", "{base}/{r}"),
];

const GERRIT_CLONES: &[&str] = &[
    "{git}.git",
    "{base}/a/{r}",
    "ssh://{ssh}:29418/{r}",
    "{git}/",
    "{base}/gitiles/{r}",
    "{base}/plugins/gitiles/{r}",
];

const GITLAB_PAGES_OF_NONE: &str =
    "-|admin|api|dashboard|explore|groups|help|profile|projects|search|users/{any}";

const AZURE_CLONES: &[&str] = &[
    "https://{o}@dev.azure.com/{o}/{p}/_git/{r}",
    "git@ssh.dev.azure.com:v3/{o}/{p}/{r}",
    "https://dev.azure.com/{o}/{p}/_git/{r}",
    "https://{o}.visualstudio.com/{p}/_git/{r}",
    "{o}@vs-ssh.visualstudio.com:v3/{o}/{p}/{r}",
    "{git}/",
    "https://{o}.visualstudio.com/DefaultCollection/{p}/_git/{r}",
    "ssh://git@ssh.dev.azure.com/v3/{o}/{p}/{r}",
];

/// All forges; if several rows match an address, the first one applies.
pub(super) const FORGES: &[Forge] = &[
    // GitHub, and GitHub Enterprise Cloud with data residency: docs.github.com "About remote repositories" (clone
    // URLs), "Using SSH over the HTTPS port" (ssh.github.com). The first words of pages without a repository cannot
    // be account names.
    Forge {
        hosts: &["github.com", "{tenant}.ghe.com"],
        pages: &[
            (
                "apps|collections|enterprises|features|marketplace|orgs|settings|sponsors|topics|users/{any}",
                "",
            ),
            ("{o}/{r}", "https://{host}/{o}/{r}"),
        ],
        clones: USUAL,
    },
    Forge {
        hosts: &["raw.githubusercontent.com", "codeload.github.com", "ssh.github.com"],
        pages: &[("{o}/{r}", "https://github.com/{o}/{r}")],
        clones: &[],
    },
    Forge {
        hosts: &["api.github.com"],
        pages: &[("repos/{o}/{r}", "https://github.com/{o}/{r}")],
        clones: &[],
    },
    // GitHub Enterprise Server, recognized by its customary host name; raw files are at `raw.` with subdomain
    // isolation and below `/raw` without: docs.github.com "Enabling subdomain isolation".
    Forge {
        hosts: &["raw.{ghe:github|ghe}.{domain*}"],
        pages: &[("{o}/{r}", "https://{ghe}.{domain}/{o}/{r}")],
        clones: &[],
    },
    Forge {
        hosts: &["github|ghe.{domain*}"],
        pages: &[
            ("raw/{o}/{r}/{ref}/{file}", "{base}/{o}/{r}"),
            ("api/v3/repos/{o}/{r}", "{base}/{o}/{r}"),
            ("enterprises|orgs|settings|stafftools|users/{any}", ""),
            ("{o}/{r}", "{base}/{o}/{r}"),
        ],
        clones: USUAL,
    },
    // GitLab: docs.gitlab.com "Reserved project and group names" (`-`, and the words that no project may be named),
    // "Clone with SSH"/"Clone with HTTPS". Paths without `/-/` are of versions before 16.
    Forge {
        hosts: &["gitlab.com"],
        pages: &[
            (GITLAB_PAGES_OF_NONE, ""),
            ("{o}/{r*}/-", "https://{host}/{o}/{r}"),
            ("?{o}/{r*}/blame|blob|commit|commits|edit|raw|tree|wikis/{ref}", "https://{host}/{o}/{r}"),
            ("{o}/{r*}", "https://{host}/{o}/{r}"),
        ],
        clones: USUAL,
    },
    Forge {
        hosts: &["altssh.gitlab.com"],
        pages: &[("{o}/{r*}", "https://gitlab.com/{o}/{r}")],
        clones: &[],
    },
    // Bitbucket Cloud: support.atlassian.com "Clone a Git repository", "Use SSH over port 443" (altssh).
    Forge {
        hosts: &["bitbucket.org"],
        pages: &[
            ("account|dashboard|product|repo/{any}", ""),
            ("{o}/workspace", ""),
            ("{o}/{r}", "https://{host}/{o}/{r}"),
        ],
        clones: USUAL,
    },
    Forge {
        hosts: &["altssh.bitbucket.org"],
        pages: &[("{o}/{r}", "https://bitbucket.org/{o}/{r}")],
        clones: &[],
    },
    // Azure DevOps Services: learn.microsoft.com "Clone an existing Git repo", "Use SSH key authentication" (v3),
    // "Allowed IP addresses and domain URLs" (the older visualstudio.com). A page has its repository's address with a
    // query.
    Forge {
        hosts: &["dev.azure.com"],
        pages: &[
            ("{o}/{p}/_git/{r}", "https://dev.azure.com/{o}/{p}/_git/{r}"),
            // A project's default repository, which has the project's name.
            ("{o}/_git/{r}", "https://dev.azure.com/{o}/{r}/_git/{r}"),
        ],
        clones: AZURE_CLONES,
    },
    Forge {
        hosts: &["ssh.dev.azure.com", "vs-ssh.visualstudio.com"],
        pages: &[("v3/{o}/{p}/{r}", "https://dev.azure.com/{o}/{p}/_git/{r}")],
        clones: &[],
    },
    Forge {
        hosts: &["{o}.visualstudio.com"],
        pages: &[
            ("_git/{r}", "https://{o}.visualstudio.com/{r}/_git/{r}"),
            ("DefaultCollection/_git/{r}", "https://{o}.visualstudio.com/{r}/_git/{r}"),
            ("DefaultCollection/{p}/_git/{r}", "https://{o}.visualstudio.com/{p}/_git/{r}"),
            ("{p}/_git/{r}", "https://{o}.visualstudio.com/{p}/_git/{r}"),
        ],
        clones: AZURE_CLONES,
    },
    // AWS CodeCommit: docs.aws.amazon.com "Regions and Git connection endpoints", "Setup steps for HTTPS with
    // git-remote-codecommit".
    Forge {
        hosts: &["git-codecommit.{region}.amazonaws.com", "git-codecommit.{region}.amazonaws.com.cn"],
        pages: &[("v1/repos/{r}", "https://{host}/v1/repos/{r}")],
        clones: &["ssh://{ssh}/v1/repos/{r}", "codecommit::{region}://{r}", "{git}/"],
    },
    Forge {
        hosts: &[
            "console.aws.amazon.com",
            "{region}.console.aws.amazon.com",
            "{session}.{region}.console.aws.amazon.com",
            "{region}.console.amazonaws-us-gov.com",
        ],
        pages: &[(
            "codesuite/codecommit/repositories/{r}",
            "https://git-codecommit.{region}.amazonaws.com/v1/repos/{r}",
        )],
        clones: &[],
    },
    Forge {
        hosts: &["console.amazonaws.cn", "{region}.console.amazonaws.cn"],
        pages: &[(
            "codesuite/codecommit/repositories/{r}",
            "https://git-codecommit.{region}.amazonaws.com.cn/v1/repos/{r}",
        )],
        clones: &[],
    },
    // Harness Code: developer.harness.io "Clone repos"; repositories of a project, an organization or an account.
    Forge {
        hosts: &["git.harness.io"],
        pages: &[
            ("{a}/{o}/{p}/{r}", "https://{host}/{a}/{o}/{p}/{r}"),
            ("{a}/{o}/{r}", "https://{host}/{a}/{o}/{r}"),
            ("{a}/{r}", "https://{host}/{a}/{r}"),
        ],
        clones: USUAL,
    },
    Forge {
        hosts: &["{vanity}.harness.io"],
        pages: &[
            (
                "ng/account/{a}/module|all/code/orgs/{o}/projects/{p}/repos/{r}",
                "https://git.harness.io/{a}/{o}/{p}/{r}",
            ),
            ("ng/account/{a}/module|all/code/orgs/{o}/repos/{r}", "https://git.harness.io/{a}/{o}/{r}"),
            ("ng/account/{a}/module|all/code/repos/{r}", "https://git.harness.io/{a}/{r}"),
        ],
        clones: &[],
    },
    // SourceHut: man.sr.ht "git.sr.ht"; addresses have no `.git` suffix.
    Forge {
        hosts: &["git.sr.ht"],
        pages: &[("~{o}/{r}", "https://{host}/~{o}/{r}")],
        clones: &["git@{ssh}:~{o}/{r}", "{git}/", "ssh://git@{ssh}/~{o}/{r}"],
    },
    // Gitea, Forgejo and Gogs: their public sites, and hosts named after the software; docs.codeberg.org "Clone &
    // Commit via CLI", docs.gitea.com "API".
    Forge {
        hosts: &["codeberg.org", "gitea.com", "gitee.com", "notabug.org", "try.gogs.io", "code.forgejo.org"],
        pages: &[
            ("admin|explore|org|user/{any}", ""),
            ("api/v1/repos/{o}/{r}", "https://{host}/{o}/{r}"),
            ("{o}/{r}", "https://{host}/{o}/{r}"),
        ],
        clones: USUAL,
    },
    Forge {
        hosts: &["gitea|forgejo|gogs.{domain*}"],
        pages: &[
            ("admin|explore|org|user/{any}", ""),
            ("api/v1/repos/{o}/{r}", "{base}/{o}/{r}"),
            ("{o}/{r}", "{base}/{o}/{r}"),
        ],
        clones: USUAL,
    },
    // Gerrit: gerrit-review.googlesource.com/Documentation "Gitiles", "user-upload" (port 29418, and `/a/` for
    // authenticated access); googlesource.com.
    Forge {
        hosts: &["{site}.googlesource.com"],
        pages: &[
            ("a/{r*}/+|+log|+show|+blame|+refs|+archive|+doc", "https://{host}/{r}"),
            ("{r*}/+|+log|+show|+blame|+refs|+archive|+doc", "https://{host}/{r}"),
            ("a/{r*}", "https://{host}/{r}"),
            ("{r*}", "https://{host}/{r}"),
        ],
        clones: &["{git}.git", "{base}/a/{r}", "{git}/"],
    },
    // GitLab's group pages.
    Forge { hosts: &[], pages: &[("groups|users|explore|admin|dashboard/{any*}/-", "")], clones: &[] },
    // GitLab on any host: no other forge uses `/-/`.
    Forge { hosts: &[], pages: &[("{o}/{r*}/-", "{base}/{o}/{r}")], clones: USUAL },
    Forge {
        hosts: &["gitlab.{domain*}"],
        pages: &[
            (GITLAB_PAGES_OF_NONE, ""),
            ("?{o}/{r*}/blame|blob|commit|commits|edit|raw|tree|wikis/{ref}", "{base}/{o}/{r}"),
            ("{o}/{r*}", "{base}/{o}/{r}"),
        ],
        clones: USUAL,
    },
    // Azure DevOps Server: learn.microsoft.com "Clone an existing Git repo", with collections below a path.
    Forge {
        hosts: &[],
        pages: &[
            ("{c*}/_git/{r}", "{base}/{c}/_git/{r}"),
            ("{c*}/_ssh/{r}", "{base}/{c}/_git/{r}"),
            ("_git/{r}", "{base}/_git/{r}"),
        ],
        clones: &[
            "ssh://{ssh}:22/{c}/_git/{r}",
            "ssh://{ssh}:22/{c}/_ssh/{r}",
            "{git}/",
            "ssh://{ssh}/{c}/_git/{r}",
        ],
    },
    // Bitbucket Server and Data Center: confluence.atlassian.com "Clone a repository", "Enable SSH access to Git"
    // (7999), "Personal repositories" (`~user`); optionally below a path.
    Forge { hosts: &[], pages: BITBUCKET_PERSONAL, clones: BITBUCKET_PERSONAL_CLONES },
    Forge { hosts: &[], pages: BITBUCKET_PROJECT, clones: BITBUCKET_PROJECT_CLONES },
    Forge {
        hosts: &["bitbucket|stash.{domain*}"],
        pages: &[
            ("account|admin|dashboard|plugins|profile|projects|rest|users/{any}", ""),
            ("~{key}/{r}", "{base}/scm/~{key}/{r}"),
            ("{key}/{r}", "{base}/scm/{key}/{r}"),
        ],
        clones: &[],
    },
    Forge { hosts: &[], pages: GERRIT, clones: GERRIT_CLONES },
    Forge {
        hosts: &["gerrit|review.{domain*}"],
        pages: &[("admin/repos/{r}", "{base}/{r}"), ("a/{r*}", "{base}/{r}"), ("{r*}", "{base}/{r}")],
        clones: GERRIT_CLONES,
    },
    // Any other host. A view needs an owner and a repository before it and a ref after it: a group may be named
    // `src`, but is unlikely to have a repository `main`.
    Forge {
        hosts: &[],
        pages: &[
            ("?{o}/{r*}/tree|blob|raw|edit|blame|commit|commits|src|_edit/{ref}", "{base}/{o}/{r}"),
            ("?{o}/{r*}/browse", "{base}/{o}/{r}"),
            ("{o}/{r*}", "{base}/{o}/{r}"),
            ("{r}", "{base}/{r}"),
        ],
        clones: USUAL,
    },
];
