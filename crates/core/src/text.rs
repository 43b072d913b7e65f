//! Every text the plugin shows, in one place.

macro_rules! texts {
    ($($variant:ident $key:literal $english:literal,)*) => {
        /// A text on screen. `{name}`-like places are filled by [`fill`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Text {
            $(#[doc = $english] $variant,)*
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
    CardError "card.error" "The card cannot be shown: {reason}",
    NewTab "link.newTab" "(opens in a new tab)",

    SignInTitle "signIn.title" "Authenticate with Coder",
    SignInIntro "signIn.intro" "Link your Coder account to see and open your remote workspaces here. Get a token from your",
    SignInTokenPage "signIn.tokenPage" "Coder deployment’s token page",
    SignInNoTokenPage "signIn.noTokenPage" "Coder deployment",
    TokenLabel "signIn.tokenLabel" "Session token",
    TokenHint "signIn.tokenHint" "Stays in this browser and is sent only to Coder, through Backstage.",
    SignInSubmit "signIn.submit" "Authenticate",
    Authenticating "signIn.authenticating" "Authenticating…",
    TokenEmpty "signIn.tokenEmpty" "Enter a session token.",
    TokenShape "signIn.tokenShape" "This is not a Coder session token. It has 10 characters, a hyphen and 22 characters, like AbCdEfGhIj-0123456789abcdefghijkl. Copy it whole from the token page.",
    InvalidToken "signIn.invalidToken" "Coder did not accept the session token.",
    InvalidTokenAdvice "signIn.invalidTokenAdvice" "It may have expired or been revoked. Get a new one and enter it here.",
    Initializing "session.initializing" "Checking your Coder session…",
    Unlink "session.unlink" "Unlink Coder account",
    TryAgain "action.tryAgain" "Try again",
    Reload "action.reload" "Reload page",
    Checking "session.checking" "Checking…",

    SearchLabel "search.label" "Search your Coder workspaces",
    SearchClear "search.clear" "Clear search",
    SearchSyntax "search.syntax" "This search cannot be sent.",

    ListLabel "list.label" "Workspaces",
    Loading "list.loading" "Loading workspaces…",
    Refreshing "list.refreshing" "Refreshing…",
    CountOne "list.countOne" "1 workspace",
    CountMany "list.countMany" "{count} workspaces",
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

    CreateLink "create.link" "Create a workspace in Coder",
    CreateDisabled "create.disabled" "A workspace cannot be created from here: no template is configured.",
    CreateDisabledAdvice "create.disabledAdvice" "Set spec.coder.templateName in the entity’s catalog-info.yaml, or workspaces.defaultTemplateName in the Coder configuration.",
    CreateNoAccessUrl "create.noAccessUrl" "A workspace cannot be created from here: deployment.accessUrl is not configured.",
    CreateExplain "create.explain" "Why can’t I create a workspace?",

    Actions "actions.button" "More actions",
    Refresh "actions.refresh" "Refresh",

    NoRepoTitle "reminder.noRepoTitle" "These are all matching workspaces, not only this entity’s.",
    NoRepoAdvice "reminder.noRepoAdvice" "The entity names no repository. Add the annotation backstage.io/source-location or set spec.coder.repoUrl in its catalog-info.yaml.",
    NoRepoKeysAdvice "reminder.noRepoKeysAdvice" "workspaces.repoUrlParamKeys is not configured, so workspaces cannot be matched with the entity’s repository.",
    ConfigProblems "reminder.configProblems" "Part of the configuration is not used:",
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
    fn filling_replaces_known_places_once_and_leaves_the_rest() {
        assert_eq!(fill("{a} and {b} {", &[("a", "{b}"), ("b", "2")]), "{b} and 2 {");
        assert_eq!(fill("{unknown}", &[]), "{unknown}");
    }
}
