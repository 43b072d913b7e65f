//! Every text the plugin shows, in one place, in English and German; a host may replace any by its key.

mod de;

use std::collections::HashMap;

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
    SignInOauthSlow "signIn.oauthSlow" "The sign-in window has not answered yet. Finish there, or try again.",
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
    Unstyled "card.unstyled" "This page’s Content-Security-Policy blocks the card’s styles in this browser. A newer browser shows them.",

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
    StatusUnreadable "status.unreadable" "Cannot be read",
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

    StatusRestarting "status.restarting" "Restarting",
    StatusRetrying "status.retrying" "Retrying",
    StatusActivating "status.activating" "Activating",

    ActionActivate "action.activate" "Activate",
    ActionStart "action.start" "Start",
    ActionUpdateAndStart "action.updateAndStart" "Update and start",
    ActionStop "action.stop" "Stop",
    ActionRestart "action.restart" "Restart",
    ActionUpdateAndRestart "action.updateAndRestart" "Update and restart",
    ActionRetry "action.retry" "Retry",
    ActionCancel "action.cancel" "Cancel build",
    ActionFavorite "action.favorite" "Add to favorites",
    ActionUnfavorite "action.unfavorite" "Remove from favorites",
    ActionDelete "action.delete" "Delete…",
    ActionNamed "action.named" "{action} {name}",
    ActionsOf "action.menu" "Actions for {name}",
    ActionDetails "action.details" "Details",
    FailedStart "failed.start" "{name} was not started.",
    FailedStop "failed.stop" "{name} was not stopped.",
    FailedRestart "failed.restart" "{name} was not restarted.",
    FailedRetry "failed.retry" "{name}: trying again did not work.",
    FailedCancel "failed.cancel" "{name}: the build was not canceled.",
    FailedDelete "failed.delete" "{name} was not deleted.",
    FailedChange "failed.change" "{name} was not changed.",
    LostAnswer "failed.lost" "Coder’s answer was lost. Nothing has changed; you can try again.",
    LostTrack "failed.unknown" "Coder’s answer was lost, so it is not known whether it was done. The list shows it as soon as Coder answers again.",
    Overtaken "failed.overtaken" "Something else was done with it in the meantime.",
    BuildCanceled "failed.canceled" "Its build was canceled, so nothing more is done with it.",
    WaitedTooLong "failed.waitedTooLong" "Its build takes too long to be waited for. Go on by hand when it is done.",
    OtherTab "failed.otherTab" "Another tab is doing something with it right now.",
    NotOffered "failed.notOffered" "It has changed in the meantime, so this is no longer possible.",
    StopFailed "failed.stopFailed" "It could not be stopped first. Its build log says why.",

    DeleteTitle "delete.title" "Delete {name}?",
    DeleteAdvice "delete.advice" "Everything in the workspace is destroyed and cannot be brought back.",
    DeleteLabel "delete.label" "Type {name} to confirm",
    DeleteMismatch "delete.mismatch" "This is not the workspace’s name.",
    DeleteSubmit "delete.submit" "Delete workspace",
    Keep "delete.keep" "Keep it",

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
    RepoUnreadableAdvice "reminder.repoUnreadableAdvice" "The entity says which repository it belongs to, but that cannot be read. What is wrong with it stands above.",
    NoRepoAdvice "reminder.noRepoAdvice" "The entity names no repository. Add the annotation backstage.io/source-location or set spec.coder.repoUrl in its catalog-info.yaml.",
    NoRepoKeysAdvice "reminder.noRepoKeysAdvice" "workspaces.repoUrlParamKeys is not configured, so workspaces cannot be matched with the entity’s repository.",
    ConfigProblems "reminder.configProblems" "Part of the configuration is not used:",
    ConfigProblem "config.problem" "{key} is {found}. Allowed: {allowed}.",
    ConfigProblemWhy "config.problemWhy" "{key} is {found}: {why}. Allowed: {allowed}.",
    UnknownKey "config.unknownKey" "{place}: Unknown key `{key}`; did you mean `{known}`?",
    FoundMissing "config.foundMissing" "missing",
    FoundList "config.foundList" "a list",
    FoundObject "config.foundObject" "an object",
    AllowedText "config.allowedText" "text",
    AllowedMode "config.allowedMode" "\"manual\" or \"auto\"",
    AllowedParams "config.allowedParams" "a map from parameter names to text",
    AllowedParam "config.allowedParam" "text (put numbers and true/false in quotes)",
    AllowedApp "config.allowedApp" "an object with deployment and workspaces",
    AllowedObject "config.allowedObject" "an object",
    AllowedApiUrl "config.allowedApiUrl" "a URL like https://coder.internal.example.com, where programs reach your Coder deployment",
    AllowedAccessUrl "config.allowedAccessUrl" "your Coder deployment's URL, like https://coder.example.com",
    AllowedParamNames "config.allowedParamNames" "a list of parameter names",
    AllowedParamName "config.allowedParamName" "a parameter's name",
    AllowedRange "config.allowedRange" "a whole number from {low} to {high}",
    AllowedWebLink "config.allowedWebLink" "an address that begins with https:// or http://, or a path that begins with /",
    AllowedSpec "config.allowedSpec" "an object with templateName, mode, params or repoUrl",
    AllowedRepoUrl "config.allowedRepoUrl" "a repository's address, like https://github.com/acme/payments",
    AllowedLocation "config.allowedLocation" "url: and the address of a repository or of a directory in it, like url:https://github.com/acme/payments",
    RepoNoType "repo.noType" "url: is missing before the address",
    RepoNoScheme "repo.noScheme" "it is no http(s), git or ssh address",
    RepoNoHost "repo.noHost" "it has no host that can be read",
    RepoNoPath "repo.noPath" "it names no repository",
    RepoCharacters "repo.characters" "it has white space or other characters that no address has",
    TheConfiguration "config.theConfiguration" "The Coder configuration",
    EntityProblem "reminder.entityProblem" "The entity could not be read: {reason}",

    OfflineTitle "error.offline" "You are offline.",
    OfflineAdvice "error.offlineAdvice" "This continues by itself when the network is back.",
    OfflineByHand "error.offlineByHand" "Try again when the network is back.",
    TimeoutTitle "error.timeout" "Coder did not answer in time.",
    UnreachableTitle "error.unreachable" "Backstage cannot be reached.",
    UnreachableAdvice "error.unreachableAdvice" "Check your network connection. This is tried again by itself.",
    UnreachableByHand "error.unreachableByHand" "Check your network connection, and try again.",
    HostSignedOutTitle "error.hostSignedOut" "Your Backstage session has ended.",
    HostSignedOutAdvice "error.hostSignedOutAdvice" "Sign in to Backstage again; your Coder account stays linked.",
    HostHasNoTokenTitle "error.hostHasNoToken" "Backstage has no session with Coder at the moment.",
    HostHasNoTokenAdvice "error.hostHasNoTokenAdvice" "Your account stays linked. Sign in again if this lasts.",
    TokenNotForwardedTitle "error.tokenNotForwarded" "Backstage’s proxy does not pass the Coder session token on.",
    AskAdminYaml "error.askAdminYaml" "Whoever runs this Backstage can mend it in app-config.yaml:",
    ForbiddenTitle "error.forbidden" "Coder does not allow this.",
    ForbiddenAdvice "error.forbiddenAdvice" "Ask a Coder administrator for access.",
    LinkLacksTitle "error.linkLacks" "The link to Coder lacks the permission for this.",
    LinkLacksAdvice "error.linkLacksAdvice" "You yourself may be allowed to. Unlink your Coder account and link it again, with this permission:",
    NotFoundTitle "error.notFound" "This is not there, or you have no access to it.",
    NotFoundAdvice "error.notFoundAdvice" "It may have been deleted in the meantime.",
    RouteMissingTitle "error.routeMissing" "This Coder deployment cannot do that.",
    RouteMissingAdvice "error.routeMissingAdvice" "Its version or edition has no such function.",
    ConflictTitle "error.conflict" "This is not possible right now.",
    ConflictAdvice "error.conflictAdvice" "Something else is going on with it. Try again when that is done.",
    ValidationTitle "error.validation" "Coder did not accept this.",
    ValidationAdvice "error.validationAdvice" "Change it and try again.",
    StrayPathTitle "error.strayPath" "The path of this request leads out of Coder’s API.",
    StrayPathAdvice "error.strayPathAdvice" "Nothing was sent. An id or a name in it must not be “.” or “..”, escaped or not; correct it where it is set.",
    RateLimitedTitle "error.rateLimited" "Too many requests to Coder.",
    RateLimitedAdvice "error.rateLimitedAdvice" "This is tried again in a moment.",
    RateLimitedByHand "error.rateLimitedByHand" "Try again in a moment.",
    MethodBlockedTitle "error.methodBlocked" "Backstage’s proxy does not let this request through.",
    ProxyMissingTitle "error.proxyMissing" "Backstage has no proxy to Coder at this path.",
    UnavailableTitle "error.unavailable" "The Coder deployment cannot be reached.",
    UnavailableAdvice "error.unavailableAdvice" "Your account stays linked. This is tried again by itself.",
    UnavailableByHand "error.unavailableByHand" "Your account stays linked. You can try again.",
    NotJsonTitle "error.notJson" "Something other than Coder answered.",
    NotJsonAdvice "error.notJsonAdvice" "A web page came back where data was due; a proxy or sign-in page may stand in between.",
    GatewayTitle "error.gateway" "A gateway refused the request, not Coder.",
    GatewayAdvice "error.gatewayAdvice" "Your account stays linked. This is tried again by itself; if it does not help, reload the page or ask whoever runs this Backstage.",
    GatewayByHand "error.gatewayByHand" "Your account stays linked. You can try again; if it does not help, reload the page or ask whoever runs this Backstage.",
    BackstageTitle "error.backstage" "Backstage had an error, not Coder.",
    ServerTitle "error.server" "Coder had an internal error.",
    InvalidResponseTitle "error.invalidResponse" "Coder’s answer could not be read.",
    InvalidResponseAdvice "error.invalidResponseAdvice" "This version of the plugin may not fit the deployment’s.",
    UnexpectedTitle "error.unexpected" "Coder refused the request.",
    StoppedTitle "error.stopped" "This part of the page has stopped working.",
    StoppedAdvice "error.stoppedAdvice" "An error inside the Coder plugin ended it. Your workspaces and the rest of the page are not affected; reload the page to go on.",
    PartMissingTitle "error.partMissing" "This part could not be loaded.",
    PartMissingAdvice "error.partMissingAdvice" "The network may have failed, or the portal has been updated since this page was opened. Try again; if that does not help, reload the page.",

    ParameterMissing "parameter.missing" "A value is needed.",
    ParameterNotANumber "parameter.notANumber" "Enter a whole number.",
    ParameterNotNumeric "parameter.notNumeric" "Enter a number.",
    ParameterRange "parameter.range" "Enter a number from {min} to {max}.",
    ParameterAtLeast "parameter.atLeast" "Enter {min} or more.",
    ParameterAtMost "parameter.atMost" "Enter at most {max}.",
    ParameterNotAChoice "parameter.notAChoice" "Choose one of the values.",
    ParameterNotAList "parameter.notAList" "This is not a list.",
    ParameterNotABool "parameter.notABool" "This is neither yes nor no.",
    ParameterRefused "parameter.refused" "Coder does not accept this.",
    ParameterStray "parameter.stray" "{word} (not among the values)",
    ParameterImmutable "parameter.immutable" "Cannot be changed later.",
    ParameterEphemeral "parameter.ephemeral" "Holds for this start only.",
    ParameterPreset "parameter.preset" "Set by the preset.",
    ParameterAdd "parameter.add" "Add",
    ParameterRemove "parameter.remove" "Remove {word}",
    ParameterShow "parameter.show" "Show",
    ParameterSearch "parameter.search" "Search {label}",
    ParameterChoose "parameter.choose" "Choose…",
    CreateTitle "createForm.title" "Create a workspace",
    CreateTemplate "createForm.template" "Template",
    CreateChooseTemplate "createForm.chooseTemplate" "Choose a template",
    CreateSearchTemplates "createForm.searchTemplates" "Search templates",
    CreateNoTemplates "createForm.noTemplates" "No template matches.",
    CreateOtherTemplate "createForm.otherTemplate" "Choose another",
    CreateTemplateMissing "createForm.templateMissing" "The template “{template}” does not exist, is deprecated, or is not visible to you. Choose another.",
    CreateTemplateSeveral "createForm.templateSeveral" "Several organizations have a template “{template}”. Choose one.",
    CreateOrganization "createForm.organization" "Organization: {organization}",
    CreateUnreadable "createForm.unreadable" "Not all templates can be shown; Coder’s answer about one could not be read: {wrong}",
    CreateName "createForm.name" "Workspace name",
    CreatePreset "createForm.preset" "Preset",
    CreateNoPreset "createForm.noPreset" "None",
    CreatePresetMisfit "createForm.presetMisfit" "The preset “{preset}” does not fit this version of the template: {fields}.",
    CreateWithoutPreset "createForm.withoutPreset" "Go on without a preset",
    CreateParameters "createForm.parameters" "Parameters",
    CreateNoRepoKeys "createForm.noRepoKeys" "The entity’s repository, {repo}, is not filled in here. For that, workspaces.repoUrlParamKeys in the configuration has to name the template’s parameter that takes it.",
    CreateAuth "createForm.auth" "Accounts it needs",
    CreateConnect "createForm.connect" "Connect {provider}",
    CreateConnected "createForm.connected" "{provider}: connected",
    CreateConnecting "createForm.connecting" "Waiting for the other window…",
    CreateOptional "createForm.optional" "optional",
    CreateAuthFirst "createForm.authFirst" "Connect the accounts above first.",
    CreateAuthNeeded "createForm.authNeeded" "The workspace cannot be created before this is connected: {providers}.",
    CreateQuota "createForm.quota" "{used} of {budget} credits a day are in use.",
    CreateQuotaSpent "createForm.quotaSpent" "All credits are in use: a new workspace may fail to start until another is stopped or deleted.",
    CreateSubmit "createForm.submit" "Create workspace",
    CreateCreating "createForm.creating" "Creating…",
    CreateConfirm "createForm.confirm" "{name} will be created from {template} with these values:",
    CreateShowForm "createForm.showForm" "Change something",
    CreateFailed "createForm.failed" "The workspace was not created.",
    CreateLost "createForm.lost" "Coder’s answer was lost, and there is no workspace of this name: nothing was created. You can try again.",
    CreateDiscard "createForm.discard" "Discard what you entered?",
    CreateDiscardYes "createForm.discardYes" "Discard",
    CreateDiscardNo "createForm.discardNo" "Keep editing",
    CreateHere "createForm.here" "Create a workspace here",
    CreateFix "createForm.fix" "Some fields need your attention.",
    AskTitle "ask.title" "Before {name} starts",
    ActionDuplicate "action.duplicate" "Duplicate",

    SettingFailed "setting.failed" "This was not saved.",
    SettingSaved "setting.saved" "Saved.",
    SettingSaving "setting.saving" "Saving…",
    SettingSave "setting.save" "Save",
    SettingDeadline "setting.deadline" "Stops by itself",
    SettingExtend "setting.extend" "{hours} h longer",
    SettingAutostart "setting.autostart" "Start by itself",
    SettingTime "setting.time" "At",
    SettingZone "setting.zone" "Time zone",
    SettingDays "setting.days" "Days",
    SettingCron "setting.cron" "Schedule",
    SettingNoTime "setting.noTime" "Enter a time of day, like 09:30.",
    SettingNoDay "setting.noDay" "Choose at least one day.",
    SettingAutostop "setting.autostop" "Stop by itself",
    SettingHours "setting.hours" "Hours after the start",
    SettingBadHours "setting.badHours" "Enter hours from one minute (0.02) to 30 days (720).",
    SettingNextStart "setting.nextStart" "Counts from the next start on.",
    SettingName "setting.name" "Name",
    SettingRename "setting.rename" "Rename",
    NameEmpty "name.empty" "Enter a name.",
    NameUse "name.use" "Use {name}",
    NameTooLong "name.tooLong" "A name has at most 32 characters.",
    NameCharacters "name.characters" "Only letters (a–z), digits and hyphens.",
    NameHyphens "name.hyphens" "Single hyphens only, and none at the beginning or end.",
    NameReserved "name.reserved" "“new” and “create” are taken by Coder itself.",

    QuotaTitle "diagnosis.quota" "Out of quota.",
    QuotaAdvice "diagnosis.quotaAdvice" "Stop or delete a workspace you do not need, or ask a Coder administrator for a larger budget; then retry.",
    VariablesTitle "diagnosis.variables" "The template is not set up completely.",
    VariablesAdvice "diagnosis.variablesAdvice" "A template administrator has to give it the variables it needs.",
    BuildFailedTitle "diagnosis.buildFailed" "The build failed.",
    BuildFailedAdvice "diagnosis.buildFailedAdvice" "The last lines of its log say why. Retry, or show them to who looks after the template.",
    NoProvisionerTitle "diagnosis.noProvisioner" "No provisioner can carry this build out.",
    NoProvisionerAdvice "diagnosis.noProvisionerAdvice" "It waits until a Coder administrator starts one with the template’s tags. You can cancel it.",
    BusyProvisionerTitle "diagnosis.busyProvisioner" "All provisioners are busy.",
    BusyProvisionerAdvice "diagnosis.busyProvisionerAdvice" "The build begins as soon as one is free.",
    ScriptFailedTitle "diagnosis.scriptFailed" "The startup script failed.",
    ScriptSlowAdvice "diagnosis.scriptSlowAdvice" "You can use the workspace; something may still be missing.",

    ProgressQueue "progress.queue" "Position {position} of {size} in the queue",
    ProgressElapsed "progress.elapsed" "{elapsed} so far",
    ProgressLeft "progress.left" "{elapsed} so far, usually about {left} more",
    ProgressSoon "progress.soon" "{elapsed} so far, done any moment",
    ProgressLonger "progress.longer" "{elapsed} so far, longer than usual",
    ProgressLabel "progress.label" "Progress of the build",
    LogBuild "log.build" "Build log",
    LogAgent "log.agent" "Startup log of {agent}",
    LogEmpty "log.empty" "Nothing was written yet.",
    LogCopy "log.copy" "Copy log",
    LogDownload "log.download" "Download log",
    LogEnd "log.end" "Go to the end",
    LogCut "log.cut" "The log was cut by Coder.",
    LogEarlier "log.earlier" "{count} earlier lines are in the download.",
    Copied "copy.done" "Copied",
    CopyFailed "copy.failed" "The browser does not let this page copy.",
    DetailsAgents "details.agents" "Open",
    DetailsAgent "details.agent" "Agent {agent}",
    DetailsSettings "details.settings" "Schedule and name",
    DetailsCopySsh "details.copySsh" "Copy the SSH command",
    DetailsGone "details.gone" "This workspace was deleted.",
    DetailsStart "details.startThenOpen" "Start, then open {way}",
    DetailsWaiting "details.waiting" "{way} opens as soon as the workspace is ready.",
    DetailsReady "details.ready" "The workspace is ready.",
    DetailsOpenNow "details.openNow" "Open {way} now",
    Said "details.said" "{name}: {state}",
    OpenVsCode "open.vsCode" "VS Code Desktop",
    OpenVsCodeInsiders "open.vsCodeInsiders" "VS Code Insiders",
    OpenTerminal "open.terminal" "Terminal",
    OpenSsh "open.ssh" "SSH",
    OpenPorts "open.ports" "Ports",
    OpenPort "open.port" "Port {port} ({process})",
    OpenDashboard "open.dashboard" "Open in Coder’s dashboard",
    OpenNoPorts "open.noPorts" "No ports are listening.",
    OpenStarting "open.starting" "Opening {way}…",
    AppUnhealthy "app.unhealthy" "Unhealthy",
    AppInitializing "app.initializing" "Starting up",
    AppAddress "app.address" "Its address is not one that a page may open.",
    AppNoWildcard "app.noWildcard" "Your admin has not configured subdomain application access.",
    AppNameTooLong "app.nameTooLong" "Its host’s name would be too long; shorter names of workspace or agent help.",
    AgentConnecting "agent.connecting" "The agent is connecting.",
    AgentLost "agent.lost" "The agent has lost its connection.",
    AgentStarting "agent.starting" "The startup script is running.",
    AgentTimeout "agent.timeout" "The agent is taking too long to connect.",
    AgentReady "agent.ready" "Ready",
    AgentScriptFailed "agent.scriptFailed" "The startup script ended with an error. What it did before is there; its log says what is missing.",
    AgentScriptSlow "agent.scriptSlow" "The startup script takes longer than it should.",
    AgentStopping "agent.stopping" "The agent is shutting down.",
    AgentLostAdvice "agent.lostAdvice" "Wait a moment; if it does not come back, restart the workspace.",
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
    pub overrides: HashMap<String, String>,
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
        let overrides = HashMap::from([("card.title".to_owned(), "Remote workspaces".to_owned())]);
        let texts = Texts { language: Language::German, overrides };
        assert_eq!(texts.get(Text::CardTitle), "Remote workspaces");
        assert_eq!(texts.filled(Text::LinkedAs, &[("user", "Ada")]), "Verbunden als Ada");
    }

    #[test]
    fn filling_replaces_known_places_once_and_leaves_the_rest() {
        assert_eq!(fill("{a} and {b} {", &[("a", "{b}"), ("b", "2")]), "{b} and 2 {");
        assert_eq!(fill("{unknown}", &[]), "{unknown}");
    }

    #[test]
    fn a_language_has_its_tag() {
        assert_eq!([Language::English, Language::German].map(|l| l.tag()), ["en", "de"]);
    }
}
