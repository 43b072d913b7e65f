//! Every text the plugin shows, in one place, in English and German; a host may replace any by its key.

mod de;

use std::collections::BTreeMap;

macro_rules! texts {
    ($($variant:ident $key:literal $english:literal,)*) => {
        /// A text on screen. `{name}`-like places are filled by [`fill`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Text {
            $(#[doc = concat!("`", $english, "`")] $variant,)*
        }

        impl Text {
            /// Every text.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable key by which a host can replace the text.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// The text in English.
            pub fn english(self) -> &'static str {
                match self { $(Self::$variant => $english,)* }
            }
        }
    };
}

texts! {
    CardTitle "card.title" "Coder Workspaces",
    FilteredByRepo "card.filteredByRepo" "Results filtered by repo: {repo}",
    NewTab "link.newTab" "(opens in a new tab)",

    SignInTitle "signIn.title" "Authenticate with Coder",
    SignInIntro "signIn.intro" "Link your Coder account to see and open your remote workspaces here. Get a token from your",
    SignInTokenPage "signIn.tokenPage" "Coder deployment’s token page",
    SignInNoTokenPage "signIn.noTokenPage" "Coder deployment",
    TokenLabel "signIn.tokenLabel" "Session token",
    TokenHint "signIn.tokenHint" "Stays in this browser and is sent only to Coder, through Backstage.",
    SignInSubmit "signIn.submit" "Authenticate",
    SignInOauth "signIn.oauth" "Sign in with Coder",
    SignInOr "signIn.or" "or",
    SignInIntroOauth "signIn.introOauth" "Link your Coder account to see and open your remote workspaces here.",
    SignInIntroToken "signIn.introToken" "Enter a session token from your",
    SignInClosedTitle "signIn.closed" "The sign-in was not completed.",
    SignInClosedAdvice "signIn.closedAdvice" "Its window was closed. Try again, or enter a session token.",
    SignInBlockedTitle "signIn.blocked" "The browser blocked the sign-in window.",
    SignInBlockedAdvice "signIn.blockedAdvice" "Allow pop-ups for this site and try again, or enter a session token.",
    SignInRefusedTitle "signIn.refused" "The sign-in was refused.",
    SignInRefusedAdvice "signIn.refusedAdvice" "Try again, or enter a session token.",
    Authenticating "signIn.authenticating" "Authenticating…",
    TokenEmpty "signIn.tokenEmpty" "Enter a session token.",
    TokenShape "signIn.tokenShape" "This is not a Coder session token.",
    TokenShapeAdvice "signIn.tokenShapeAdvice" "A token has 10 characters, a hyphen and 22 characters, like AbCdEfGhIj-0123456789abcdefghijkl. Copy it whole from the token page.",
    InvalidToken "signIn.invalidToken" "Coder did not accept the session token.",
    InvalidTokenAdvice "signIn.invalidTokenAdvice" "It may have expired or been revoked. Get a new one and enter it here.",
    Initializing "session.initializing" "Checking your Coder session…",
    Unlink "session.unlink" "Unlink Coder account",
    TryAgain "action.tryAgain" "Try again",
    Reload "action.reload" "Reload page",
    Checking "session.checking" "Checking…",
    Expires "session.expires" "Your Coder session ends {when}.",
    ExpiresNow "session.expiresNow" "Your Coder session ends now.",
    Renew "session.renew" "Enter a new token",
    Dismiss "action.dismiss" "Dismiss",
    Close "action.close" "Close",

    FallbackTitle "fallback.title" "Authenticate with Coder to enable Coder plugin features",
    SettingsTitle "settings.title" "Coder",
    SettingsAdvice "settings.advice" "Sign in to Coder to access your development workspaces",
    SettingsSignIn "settings.signIn" "Sign in",
    BoundaryTitle "boundary.title" "This part of the page has failed.",

    OpenInCoder "openButton.open" "Open in Coder",
    CreateInCoder "openButton.create" "Create in Coder",
    OpenChoose "openButton.choose" "Open in Coder: {count} workspaces",
    OpenNothing "openButton.nothing" "This entity names neither a repository nor a template, so there is no workspace to open.",

    SearchLabel "search.label" "Search your Coder workspaces",
    SearchClear "search.clear" "Clear search",
    SearchSyntax "search.syntax" "This search cannot be sent.",
    SearchDanglingColon "search.danglingColon" "“{piece}” needs a key and a value around its colon, like owner:me.",
    SearchTooManyColons "search.tooManyColons" "“{piece}” has more than one colon; put the value in double quotes.",
    SearchRepeated "search.repeated" "“{piece}” can be used only once in a search.",
    SearchTooManySlashes "search.tooManySlashes" "“{piece}” has more than one slash; search for a name or owner/name.",
    SearchBadParam "search.badParam" "“{piece}” needs the form param:name=value, with one equals sign.",
    SearchRefused "search.refused" "Coder does not accept this search.",
    ScopeLabel "scope.label" "Whose workspaces",
    ScopeMine "scope.mine" "Mine",
    ScopeAll "scope.all" "All",
    ChipsLabel "chips.label" "Quick filters",

    ListLabel "list.label" "Workspaces",
    Loading "list.loading" "Loading workspaces…",
    CountOne "list.countOne" "1 workspace",
    CountMany "list.countMany" "{count} workspaces",
    More "list.more" "{count} more",
    NoMatch "list.noMatch" "No workspaces match your search.",
    NoMatchAdvice "list.noMatchAdvice" "Change or clear the search to see more.",
    NoneYet "list.noneYet" "You have no workspaces yet.",
    NoneForRepo "list.noneForRepo" "No workspaces found for this repository.",
    NoneForRepoAdvice "list.noneForRepoAdvice" "None of the workspaces matching your search was made from {repo}.",
    Create "list.create" "Create workspace",
    Stale "list.stale" "Showing the last known state.",
    RowLoading "row.loading" "Loading…",
    OpenWorkspace "row.open" "Open",
    OpenWorkspaceOf "row.openNamed" "Open workspace {name} in Coder",
    LastUsed "row.lastUsed" "Used {when}",
    LastUsedNow "row.lastUsedNow" "Used within the hour",
    LastUsedNever "row.lastUsedNever" "Never used",
    Stops "row.stops" "Stops {when}",
    StopsSoon "row.stopsSoon" "Stops any moment",

    StatusRunning "status.running" "Running",
    StatusConnecting "status.connecting" "Connecting",
    StatusUnhealthy "status.unhealthy" "Unhealthy",
    StatusStarting "status.starting" "Starting",
    StatusPending "status.pending" "Pending",
    StatusStopping "status.stopping" "Stopping",
    StatusStopped "status.stopped" "Stopped",
    StatusFailed "status.failed" "Failed",
    StatusCanceling "status.canceling" "Canceling",
    StatusCanceled "status.canceled" "Canceled",
    StatusDeleting "status.deleting" "Deleting",
    StatusDeleted "status.deleted" "Deleted",

    BadgeOutdated "badge.outdated" "Outdated",
    BadgeDormant "badge.dormant" "Dormant",
    BadgeDeletionPending "badge.deletionPending" "Deletion pending",

    CreateLink "create.link" "Create a workspace in Coder",
    CreateDisabled "create.disabled" "A workspace cannot be created from here: no template is configured.",
    CreateDisabledAdvice "create.disabledAdvice" "Set spec.coder.templateName in the entity’s catalog-info.yaml, or workspaces.defaultTemplateName in the Coder configuration.",
    CreateNoAccessUrl "create.noAccessUrl" "A workspace cannot be created from here: deployment.accessUrl is not configured.",
    CreateExplain "create.explain" "Why can’t I create a workspace?",

    LinkedAs "actions.linkedAs" "Linked as {user}",
    Deployment "actions.deployment" "{deployment}, Coder {version}",
    OpenDevContainer "devContainer.open" "Open in VS Code (local dev container)",
    Actions "actions.button" "More actions",
    Refresh "actions.refresh" "Refresh",

    NoRepoTitle "reminder.noRepoTitle" "These are all matching workspaces, not only this entity’s.",
    NoRepoAdvice "reminder.noRepoAdvice" "The entity names no repository. Add the annotation backstage.io/source-location or set spec.coder.repoUrl in its catalog-info.yaml.",
    NoRepoKeysAdvice "reminder.noRepoKeysAdvice" "workspaces.repoUrlParamKeys is not configured, so workspaces cannot be matched with the entity’s repository.",
    ConfigProblems "reminder.configProblems" "Part of the configuration is not used:",
    ConfigProblem "config.problem" "{key} is {found}. Allowed: {allowed}.",
    FoundMissing "config.foundMissing" "missing",
    FoundList "config.foundList" "a list",
    FoundObject "config.foundObject" "an object",
    AllowedText "config.allowedText" "text",
    AllowedMode "config.allowedMode" "\"manual\" or \"auto\"",
    AllowedParams "config.allowedParams" "a map from parameter names to text",
    AllowedParam "config.allowedParam" "text (put numbers and true/false in quotes)",
    AllowedApp "config.allowedApp" "an object with deployment and workspaces",
    AllowedObject "config.allowedObject" "an object",
    AllowedAccessUrl "config.allowedAccessUrl" "your Coder deployment's URL, like https://coder.example.com",
    AllowedParamNames "config.allowedParamNames" "a list of parameter names",
    AllowedParamName "config.allowedParamName" "a parameter's name",
    AllowedRange "config.allowedRange" "a whole number from {low} to {high}",
    AllowedWebLink "config.allowedWebLink" "an address that begins with https:// or http://",
    AllowedSpec "config.allowedSpec" "an object with templateName, mode, params or repoUrl",
    AllowedRepoUrl "config.allowedRepoUrl" "a repository's address, like https://github.com/acme/payments",
    TheConfiguration "config.theConfiguration" "The Coder configuration",
    EntityProblem "reminder.entityProblem" "The entity could not be read: {reason}",

    OfflineTitle "error.offline" "You are offline.",
    OfflineAdvice "error.offlineAdvice" "This continues by itself when the network is back.",
    TimeoutTitle "error.timeout" "Coder did not answer in time.",
    UnreachableTitle "error.unreachable" "Backstage cannot be reached.",
    UnreachableAdvice "error.unreachableAdvice" "Check your network connection. This is tried again by itself.",
    HostSignedOutTitle "error.hostSignedOut" "Your Backstage session has ended.",
    HostSignedOutAdvice "error.hostSignedOutAdvice" "Sign in to Backstage again; your Coder account stays linked.",
    TokenNotForwardedTitle "error.tokenNotForwarded" "Backstage’s proxy does not pass the Coder session token on.",
    AskAdminYaml "error.askAdminYaml" "Whoever runs this Backstage can mend it in app-config.yaml:",
    ForbiddenTitle "error.forbidden" "Coder does not allow this.",
    ForbiddenAdvice "error.forbiddenAdvice" "Ask a Coder administrator for access.",
    NotFoundTitle "error.notFound" "This is not there, or you have no access to it.",
    NotFoundAdvice "error.notFoundAdvice" "It may have been deleted in the meantime.",
    RouteMissingTitle "error.routeMissing" "This Coder deployment cannot do that.",
    RouteMissingAdvice "error.routeMissingAdvice" "Its version or edition has no such function.",
    ConflictTitle "error.conflict" "This is not possible right now.",
    ConflictAdvice "error.conflictAdvice" "Something else is going on with it. Try again when that is done.",
    ValidationTitle "error.validation" "Coder did not accept this.",
    ValidationAdvice "error.validationAdvice" "Change it and try again.",
    RateLimitedTitle "error.rateLimited" "Too many requests to Coder.",
    RateLimitedAdvice "error.rateLimitedAdvice" "This is tried again in a moment.",
    MethodBlockedTitle "error.methodBlocked" "Backstage’s proxy does not let this request through.",
    ProxyMissingTitle "error.proxyMissing" "Backstage has no proxy to Coder at this path.",
    UnavailableTitle "error.unavailable" "The Coder deployment cannot be reached.",
    UnavailableAdvice "error.unavailableAdvice" "Your account stays linked. This is tried again by itself.",
    NotJsonTitle "error.notJson" "Something other than Coder answered.",
    NotJsonAdvice "error.notJsonAdvice" "A web page came back where data was due; a proxy or sign-in page may stand in between.",
    ServerTitle "error.server" "Coder had an internal error.",
    InvalidResponseTitle "error.invalidResponse" "Coder’s answer could not be read.",
    InvalidResponseAdvice "error.invalidResponseAdvice" "This version of the plugin may not fit the deployment’s.",
    UnexpectedTitle "error.unexpected" "Coder refused the request.",
}

/// A language the plugin speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, also for every language not listed here.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language for a BCP 47 tag as hosts give it: `de`, `de-AT`, `en-US`.
    pub fn of(tag: &str) -> Self {
        match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "de" => Self::German,
            _ => Self::English,
        }
    }
}

/// The texts of one host: a language, and what the host says differently.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The language.
    pub language: Language,
    /// Texts by key; unknown keys are ignored.
    pub overrides: BTreeMap<String, String>,
}

impl Texts {
    /// A text: the host's, else the language's.
    pub fn get(&self, text: Text) -> &str {
        match self.overrides.get(text.key()) {
            Some(own) => own,
            None => match self.language {
                Language::English => text.english(),
                Language::German => de::german(text),
            },
        }
    }

    /// A text with its places filled.
    pub fn filled(&self, text: Text, values: &[(&str, &str)]) -> String {
        fill(self.get(text), values)
    }
}

/// Fills places like `{name}` in a text, in one pass: a value that looks like a place stays as it is.
///
/// ```
/// assert_eq!(coder_core::text::fill("Open {name}", &[("name", "{name}")]), "Open {name}");
/// ```
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after
            .split_once('}')
            .and_then(|(key, tail)| values.iter().find(|(k, _)| *k == key).map(|(_, value)| (*value, tail)));
        match value {
            Some((value, tail)) => {
                filled.push_str(value);
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn keys_are_distinct_and_no_text_is_empty() {
        let keys: HashSet<_> = Text::ALL.iter().map(|t| t.key()).collect();
        assert_eq!(keys.len(), Text::ALL.len());
        assert!(Text::ALL.iter().all(|t| !t.english().trim().is_empty()));
    }

    #[test]
    fn a_hosts_language_tag_finds_its_language() {
        assert_eq!(Language::of("de-AT"), Language::German);
        assert_eq!(Language::of("DE"), Language::German);
        assert_eq!(Language::of("den"), Language::English);
        assert_eq!(Language::of(""), Language::English);
    }

    #[test]
    fn a_translation_has_the_same_places_as_the_original() {
        let places = |text: &str| {
            text.split('{')
                .skip(1)
                .filter_map(|p| p.split_once('}'))
                .map(|p| p.0.to_owned())
                .collect::<HashSet<_>>()
        };
        for text in Text::ALL {
            assert_eq!(places(text.english()), places(de::german(*text)), "{text:?}");
        }
    }

    #[test]
    fn a_host_can_say_it_differently() {
        let overrides = BTreeMap::from([("card.title".to_owned(), "Remote workspaces".to_owned())]);
        let texts = Texts { language: Language::German, overrides };
        assert_eq!(texts.get(Text::CardTitle), "Remote workspaces");
        assert_eq!(texts.filled(Text::LinkedAs, &[("user", "Ada")]), "Verbunden als Ada");
    }

    #[test]
    fn filling_replaces_known_places_once_and_leaves_the_rest() {
        assert_eq!(fill("{a} and {b} {", &[("a", "{b}"), ("b", "2")]), "{b} and 2 {");
        assert_eq!(fill("{unknown}", &[]), "{unknown}");
    }
}
