//! The German translations.

use super::en::Message;

/// Returns a message in German. The match is exhaustive, so a missing translation is a compile error.
pub(super) fn german(text: Message) -> &'static str {
    use Message as T;
    match text {
        T::CardTitle => "Coder-Workspaces",
        T::FilteredByRepo => "Aus diesem Repository: {repo}",
        T::AllRepos => "Aus allen Repositorys",
        T::ShowAllMine => "Alle meine zeigen",
        T::ShowAllRepos => "Alle zeigen",
        T::ShowOneRepo => "Nur {repo}",
        T::NewTab => "(öffnet einen neuen Tab)",
        T::SignInTitle => "Mit Coder verbinden",
        T::SignInIntro => {
            "Verbinde dein Coder-Konto, um deine Workspaces hier zu sehen und zu öffnen. Ein Token bekommst du auf der"
        }
        T::SignInTokenPage => "Token-Seite deiner Coder-Instanz",
        T::SignInNoTokenPage => "Token-Seite deiner Coder-Instanz",
        T::TokenLabel => "Session-Token",
        T::TokenHint => "Bleibt in diesem Browser und wird nur an Coder gesendet, über Backstage.",
        T::TokenHintGateway => {
            "Backstage bewahrt es verschlüsselt auf, für alle deine Browser, und sendet es nur an Coder."
        }
        T::TokenFormer => {
            "Das ist das Token, das dieser Browser bisher behalten hat. Mit dem Verbinden zieht es zu Backstage um."
        }
        T::SignInSubmit => "Verbinden",
        T::SignInOauth => "Mit Coder anmelden",
        T::SignInOauthSlow => {
            "Das Anmeldefenster hat noch nicht geantwortet. Melde dich dort fertig an, oder versuche es erneut."
        }
        T::SignInOr => "oder",
        T::SignInIntroOauth => "Verbinde dein Coder-Konto, um deine Workspaces hier zu sehen und zu öffnen.",
        T::SignInIntroToken => "Gib ein Session-Token ein, von der",
        T::SignInClosedTitle => "Die Anmeldung wurde nicht abgeschlossen.",
        T::SignInClosedAdvice => {
            "Ihr Fenster wurde geschlossen. Versuche es erneut oder gib ein Session-Token ein."
        }
        T::SignInBlockedTitle => "Der Browser hat das Anmeldefenster blockiert.",
        T::SignInBlockedAdvice => {
            "Erlaube Pop-ups für diese Seite und versuche es erneut, oder gib ein Session-Token ein."
        }
        T::SignInRefusedTitle => "Die Anmeldung wurde abgelehnt.",
        T::SignInRefusedAdvice => "Versuche es erneut oder gib ein Session-Token ein.",
        T::Authenticating => "Wird geprüft …",
        T::TokenEmpty => "Gib ein Session-Token ein.",
        T::TokenShape => "Das sieht nicht wie ein Session-Token aus.",
        T::TokenShapeAdvice => "Kopiere das ganze Token aus Coder.",
        T::InvalidToken => "Dieses Token ist ungültig oder abgelaufen.",
        T::InvalidTokenAdvice => "Hole ein neues und gib es hier ein.",
        T::SessionEnded => "Deine Coder-Sitzung ist zu Ende. Verbinde dich neu, um weiterzumachen.",
        T::Initializing => "Deine Coder-Sitzung wird geprüft …",
        T::Unlink => "Von Coder trennen",
        T::TryAgain => "Erneut versuchen",
        T::Reload => "Seite neu laden",
        T::Checking => "Wird geprüft …",
        T::Expires => "Deine Coder-Sitzung endet {when}.",
        T::ExpiresNow => "Deine Coder-Sitzung endet jetzt.",
        T::Renew => "Neues Token eingeben",
        T::Dismiss => "Ausblenden",
        T::Close => "Schließen",
        T::FallbackTitle => "Mit Coder verbinden",
        T::SettingsTitle => "Coder",
        T::SettingsAdvice => "Melde dich bei Coder an, um auf deine Workspaces zuzugreifen",
        T::SettingsLinkedSince => "Für alle deine Browser verbunden seit {day}.",
        T::SettingsTokenEnds => "Das Token gilt bis {day}.",
        T::SettingsSignIn => "Anmelden",
        T::Unstyled => {
            "Die Content-Security-Policy dieser Seite sperrt in diesem Browser die Formatierung der Karte. Ein neuerer Browser zeigt sie."
        }
        T::ErrorBoundaryTitle => "Hier ist etwas schiefgegangen.",
        T::OpenInCoder => "In Coder öffnen",
        T::CreateInCoder => "In Coder anlegen",
        T::OpenChoose => "In Coder öffnen: {count} Workspaces",
        T::OpenNothing => {
            "Diese Entität nennt weder ein Repository noch ein Template; es gibt keinen Workspace zu öffnen."
        }
        T::SearchLabel => "Workspaces durchsuchen",
        T::SearchClear => "Suche leeren",
        T::SearchSyntax => "Prüfe die Suche:",
        T::SearchDanglingColon => {
            "„{piece}“ braucht einen Schlüssel und einen Wert um den Doppelpunkt, wie owner:me."
        }
        T::SearchTooManyColons => {
            "„{piece}“ hat mehr als einen Doppelpunkt; setze den Wert in doppelte Anführungszeichen."
        }
        T::SearchRepeated => "„{piece}“ darf in einer Suche nur einmal stehen.",
        T::SearchTooManySlashes => {
            "„{piece}“ hat mehr als einen Schrägstrich; suche nach einem Namen oder owner/name."
        }
        T::SearchBadParam => "„{piece}“ braucht die Form param:name=wert, mit einem Gleichheitszeichen.",
        T::SearchRefused => "Coder akzeptiert diese Suche nicht.",
        T::SearchSimilarKey => "Unbekannter Filter „{key}“. Meintest du {similar}?",
        T::ScopeLabel => "Wessen Workspaces",
        T::ScopeMine => "Meine",
        T::ScopeShared => "Mit mir geteilt",
        T::ScopeAll => "Alle",
        T::ScopeOther => "Laut Suche",
        T::StatusFilter => "Status",
        T::AnyStatus => "Jeder Status",
        T::ListLabel => "Workspaces",
        T::Loading => "Workspaces werden geladen …",
        T::CountOne => "1 Workspace",
        T::CountMany => "{count} Workspaces",
        T::More => "{count} weitere",
        T::NoMatch => "Keine Workspaces passen zu „{filter}“.",
        T::NoMatchAdvice => "Ändere oder leere die Suche, um mehr zu sehen.",
        T::NoneYet => "Du hast noch keine Workspaces.",
        T::NoneForRepo => "Keine Workspaces für dieses Repository gefunden.",
        T::NoneForRepoAdvice => "Keiner deiner Workspaces entstand aus {repo}.",
        T::NoneForRepoOfAll => "Keiner der Workspaces, die du sehen kannst, entstand aus {repo}.",
        T::NoneForRepoOfShared => "Keiner der mit dir geteilten Workspaces entstand aus {repo}.",
        T::NoneShared => "Mit dir sind keine Workspaces geteilt.",
        T::NoMatchInRepo => "Gesucht wird nur unter Workspaces aus {repo}.",
        T::ClearFilters => "Filter zurücksetzen",
        T::Create => "Workspace anlegen",
        T::Stale => "Du siehst den letzten bekannten Stand.",
        T::RowLoading => "Wird geladen …",
        T::OpenAppIn => "{name} in {app} öffnen",
        T::OpenMenuOf => "Weitere Wege, {name} zu öffnen",
        T::ThenOpens => "dann {app}",
        T::FavoriteMark => "Favorit",
        T::CoderShort => "Coder",
        T::OpenWorkspaceOf => "Workspace {name} in Coder öffnen",
        T::LastUsed => "{when} benutzt",
        T::LastUsedNow => "Kürzlich benutzt",
        T::LastUsedNever => "Nie benutzt",
        T::Stops => "Stoppt {when}",
        T::RowExtend => "+{hours} h",
        T::StopsSoon => "Stoppt jeden Moment",
        T::StatusRunning => "Läuft",
        T::StatusConnecting => "Verbindet",
        T::StatusUnreadable => "Nicht lesbar",
        T::StatusUnhealthy => "Gestört",
        T::StatusStarting => "Startet",
        T::StatusPending => "Wartet",
        T::StatusStopping => "Stoppt",
        T::StatusStopped => "Gestoppt",
        T::StatusFailed => "Fehlgeschlagen",
        T::StatusCanceling => "Wird abgebrochen",
        T::StatusCanceled => "Abgebrochen",
        T::StatusDeleting => "Wird gelöscht",
        T::StatusDeleted => "Gelöscht",
        T::StatusRestarting => "Startet neu",
        T::StatusRetrying => "Neuer Versuch",
        T::StatusActivating => "Wird aktiviert",
        T::ActionActivate => "Aktivieren",
        T::ActionStart => "Starten",
        T::ActionUpdateAndStart => "Aktualisieren und starten",
        T::ActionStop => "Stoppen",
        T::ActionRestart => "Neustart",
        T::ActionUpdateAndRestart => "Aktualisieren und neu starten",
        T::ActionRetry => "Erneut versuchen",
        T::ActionCancel => "Build abbrechen",
        T::ActionFavorite => "Zu Favoriten hinzufügen",
        T::ActionUnfavorite => "Aus Favoriten entfernen",
        T::ActionDelete => "Löschen …",
        T::ActionNamed => "{name}: {action}",
        T::ActionsOf => "Aktionen für {name}",
        T::ActionDetails => "Details",
        T::FailedStart => "{name} wurde nicht gestartet.",
        T::FailedStop => "{name} wurde nicht gestoppt.",
        T::FailedRestart => "{name} wurde nicht neu gestartet.",
        T::FailedRetry => "{name}: Der neue Versuch ist gescheitert.",
        T::FailedCancel => "{name}: Der Build wurde nicht abgebrochen.",
        T::FailedDelete => "{name} wurde nicht gelöscht.",
        T::FailedCopy => "{name}: Es wurde nichts kopiert.",
        T::FailedChange => "{name} wurde nicht geändert.",
        T::NotApplied => {
            "Die Antwort von Coder ging verloren. Nichts hat sich geändert; du kannst es noch einmal versuchen."
        }
        T::OutcomeUnknown => {
            "Coder hat nicht geantwortet, daher ist unbekannt, ob die Änderung gilt. Die Liste zeigt es, sobald Coder wieder antwortet."
        }
        T::Superseded => "Der Workspace wurde inzwischen anderswo geändert.",
        T::BuildCanceled => "Sein Build wurde abgebrochen, darum geschieht nichts weiter damit.",
        T::WaitedTooLong => {
            "Auf seinen Build kann nicht so lange gewartet werden. Mach von Hand weiter, wenn er fertig ist."
        }
        T::BusyInOtherTab => "Dieser Workspace wird gerade in einem anderen Tab geändert.",
        T::NoLongerAvailable => "Es hat sich inzwischen geändert, daher geht das nicht mehr.",
        T::StopFailed => "Der Workspace konnte nicht zuerst gestoppt werden. Siehe Build-Log.",
        T::ConfirmTitle => "{name}: {action}?",
        T::ConfirmEndsProcesses => {
            "Der Workspace wurde in der letzten Stunde benutzt. Alle Prozesse darin enden."
        }
        T::DeleteTitle => "{name} löschen?",
        T::DeleteAdvice => "Dies löscht den Workspace und seine Daten endgültig.",
        T::DeleteLabel => "Gib {name} ein, um zu bestätigen",
        T::DeleteMismatch => "Das ist nicht der Name des Workspaces.",
        T::DeleteSubmit => "Workspace löschen",
        T::Cancel => "Abbrechen",
        T::BadgeOutdated => "Veraltet",
        T::BadgeDormant => "Ruhend",
        T::BadgeDeletionPending => "Wird bald gelöscht",
        T::CreateLink => "Workspace in Coder anlegen",
        T::CreateFormLink => "Dieses Formular in Coder öffnen",
        T::CreateDisabled => {
            "Von hier kann kein Workspace angelegt werden: Es ist kein Template konfiguriert."
        }
        T::CreateDisabledAdvice => {
            "Setze spec.coder.templateName in der catalog-info.yaml der Entität oder workspaces.defaultTemplateName in der Coder-Konfiguration."
        }
        T::CreateNoAccessUrl => {
            "Von hier kann kein Workspace angelegt werden: deployment.accessUrl ist nicht konfiguriert."
        }
        T::CreateExplain => "Warum kann ich keinen Workspace anlegen?",
        T::LinkedAs => "Angemeldet als {user}",
        T::Deployment => "{deployment}, Coder {version}",
        T::OpenDevContainer => "Lokal in einem Dev-Container klonen",
        T::Actions => "Weitere Aktionen",
        T::Search => "Suchen",
        T::Refresh => "Aktualisieren",
        T::NoRepoTitle => "Nicht auf das Repository dieser Entität beschränkt",
        T::RepoUnreadableAdvice => {
            "Die Entität nennt ihr Repository, aber so, dass es nicht gelesen werden kann. Was daran falsch ist, steht darüber."
        }
        T::NoRepoAdvice => {
            "Die Entität nennt kein Repository. Ergänze die Annotation backstage.io/source-location oder setze spec.coder.repoUrl in ihrer catalog-info.yaml."
        }
        T::NoRepoKeysAdvice => {
            "workspaces.repoUrlParamKeys ist nicht konfiguriert; Workspaces lassen sich dem Repository der Entität nicht zuordnen."
        }
        T::ConfigProblems => "Einige Einstellungen sind ungültig und werden ignoriert:",
        T::ConfigProblem => "{key} ist {found}. Erlaubt: {allowed}.",
        T::ConfigProblemWhy => "{key} ist {found}: {why}. Erlaubt: {allowed}.",
        T::UnknownKey => "{place}: Unbekannter Schlüssel `{key}`; war `{known}` gemeint?",
        T::FoundMissing => "nicht gesetzt",
        T::FoundList => "eine Liste",
        T::FoundObject => "ein Objekt",
        T::AllowedText => "Text",
        T::AllowedOpenDefault => "\"ide\" oder \"dashboard\"",
        T::AllowedMode => "\"manual\" oder \"auto\"",
        T::AllowedParams => "eine Zuordnung von Parameternamen zu Text",
        T::AllowedParam => "Text (Zahlen und true/false in Anführungszeichen)",
        T::AllowedApp => "ein Objekt mit deployment und workspaces",
        T::AllowedObject => "ein Objekt",
        T::AllowedAccessUrl => "die URL deiner Coder-Instanz, wie https://coder.example.com",
        T::AllowedApiUrl => {
            "eine URL wie https://coder.internal.example.com, unter der Programme deine Coder-Instanz erreichen"
        }
        T::AllowedParamNames => "eine Liste von Parameternamen",
        T::AllowedMetadataKeys => "eine Liste von Schlüsseln von Agent-Metadaten",
        T::AllowedMetadataKey => {
            "ein Schlüssel von Agent-Metadaten, ohne Leerzeichen, Komma, Doppelpunkt und Anführungszeichen"
        }
        T::AllowedParamName => "der Name eines Parameters",
        T::AllowedRange => "eine ganze Zahl von {low} bis {high}",
        T::AllowedWebLink => {
            "eine Adresse, die mit https:// oder http:// beginnt, oder ein Pfad, der mit / beginnt"
        }
        T::AllowedSpec => "ein Objekt mit templateName, mode, params oder repoUrl",
        T::AllowedRepoUrl => "die Adresse eines Repositorys, wie https://github.com/acme/payments",
        T::AllowedLocation => {
            "url: und die Adresse eines Repositorys oder eines Verzeichnisses darin, wie url:https://github.com/acme/payments"
        }
        T::RepoNoType => "url: fehlt vor der Adresse",
        T::RepoNoScheme => "das ist keine http(s)-, git- oder ssh-Adresse",
        T::RepoNoHost => "der Host darin ist nicht lesbar",
        T::RepoNoPath => "das nennt kein Repository",
        T::RepoCharacters => "darin sind Leerraum oder andere Zeichen, die keine Adresse hat",
        T::TheConfiguration => "Die Coder-Konfiguration",
        T::EntityProblem => "Die Entität konnte nicht gelesen werden: {reason}",
        T::OfflineTitle => "Du bist offline.",
        T::OfflineAdvice => "Es geht automatisch weiter, sobald du wieder online bist.",
        T::OfflineByHand => "Versuche es erneut, wenn das Netz wieder da ist.",
        T::TimeoutTitle => "Coder hat nicht rechtzeitig geantwortet.",
        T::UnreachableTitle => "Backstage ist nicht erreichbar.",
        T::UnreachableAdvice => "Prüfe deine Netzwerkverbindung. Es wird automatisch erneut versucht.",
        T::UnreachableByHand => "Prüfe deine Netzverbindung und versuche es erneut.",
        T::HostSignedOutTitle => "Deine Backstage-Sitzung ist beendet.",
        T::HostSignedOutAdvice => "Melde dich erneut bei Backstage an; dein Coder-Konto bleibt verbunden.",
        T::HostHasNoTokenTitle => "Backstage hat gerade keine Sitzung bei Coder.",
        T::HostHasNoTokenAdvice => "Dein Konto bleibt verbunden. Melde dich neu an, wenn es so bleibt.",
        T::TokenNotForwardedTitle => "Der Proxy von Backstage verwirft das Session-Token von Coder.",
        T::AskAdminYaml => "Bitte den Backstage-Administrator, dies in app-config.yaml einzutragen:",
        T::ForbiddenTitle => "Coder erlaubt das nicht.",
        T::ForbiddenAdvice => "Bitte die Coder-Administration um Zugriff.",
        T::InsufficientScopeTitle => "Der Verbindung zu Coder fehlt die Berechtigung dafür.",
        T::InsufficientScopeAdvice => {
            "Du selbst darfst es vielleicht. Trenne dein Coder-Konto und verbinde es neu, mit dieser Berechtigung:"
        }
        T::NotFoundTitle => "Das gibt es nicht, oder du hast keinen Zugriff darauf.",
        T::NotFoundAdvice => "Es kann inzwischen gelöscht worden sein.",
        T::RouteMissingTitle => "Diese Coder-Instanz kann das nicht.",
        T::RouteMissingAdvice => "Ihre Version oder Edition hat keine solche Funktion.",
        T::ConflictTitle => "Das ist gerade nicht möglich.",
        T::ConflictAdvice => "Eine andere Änderung läuft noch. Versuche es gleich erneut.",
        T::ValidationTitle => "Coder hat das nicht akzeptiert.",
        T::ValidationAdvice => "Ändere es und versuche es erneut.",
        T::StrayPathTitle => "Der Pfad dieser Anfrage führt aus der API von Coder hinaus.",
        T::StrayPathAdvice => {
            "Es wurde nichts gesendet. Eine ID oder ein Name darin darf nicht „.“ oder „..“ sein, auch nicht maskiert; ändere sie dort, wo sie gesetzt werden."
        }
        T::RateLimitedTitle => "Zu viele Anfragen an Coder.",
        T::RateLimitedAdvice => "Es wird gleich automatisch erneut versucht.",
        T::RateLimitedByHand => "Versuche es gleich erneut.",
        T::MethodBlockedTitle => "Der Proxy von Backstage lässt diese Anfrage nicht durch.",
        T::ProxyMissingTitle => "Backstage hat unter diesem Pfad keinen Proxy zu Coder.",
        T::UnavailableTitle => "Coder ist nicht erreichbar.",
        T::UnavailableAdvice => "Es wird automatisch erneut versucht.",
        T::UnavailableByHand => "Du kannst es erneut versuchen.",
        T::NotJsonTitle => "Es hat etwas anderes als Coder geantwortet.",
        T::NotJsonAdvice => {
            "Statt Daten kam eine Webseite; eine Anmeldeseite oder ein Proxy kann im Weg sein."
        }
        T::GatewayTitle => "Ein Gateway hat die Anfrage abgelehnt, nicht Coder.",
        T::GatewayAdvice => {
            "Es wird automatisch erneut versucht. Hilft das nicht, lade die Seite neu oder frage deinen Backstage-Administrator."
        }
        T::GatewayByHand => {
            "Versuche es erneut. Hilft das nicht, lade die Seite neu oder frage deinen Backstage-Administrator."
        }
        T::BackstageTitle => "Backstage hatte einen Fehler, nicht Coder.",
        T::ServerTitle => "Coder hatte einen internen Fehler.",
        T::InvalidResponseTitle => "Die Antwort von Coder war nicht lesbar.",
        T::InvalidResponseAdvice => "Diese Version des Plugins passt vielleicht nicht zu der Coder-Instanz.",
        T::UnexpectedTitle => "Coder hat die Anfrage abgelehnt.",
        T::StoppedTitle => "Dieser Teil der Seite funktioniert nicht mehr.",
        T::StoppedAdvice => {
            "Ein Fehler im Coder-Plugin hat ihn beendet. Deine Workspaces und der Rest der Seite sind nicht betroffen; lade die Seite neu, um weiterzumachen."
        }
        T::PartMissingTitle => "Dieser Teil konnte nicht geladen werden.",
        T::PartMissingAdvice => {
            "Vielleicht ist das Netz ausgefallen, oder das Portal wurde aktualisiert, seit diese Seite offen ist. Versuche es erneut; hilft das nicht, lade die Seite neu."
        }
        T::ParameterMissing => "Erforderlich",
        T::ParameterNotANumber => "Gib eine ganze Zahl ein.",
        T::ParameterNotNumeric => "Gib eine Zahl ein.",
        T::ParameterRange => "Gib eine Zahl von {min} bis {max} ein.",
        T::ParameterAtLeast => "Gib {min} oder mehr ein.",
        T::ParameterAtMost => "Gib höchstens {max} ein.",
        T::ParameterNotAChoice => "Wähle einen der Werte.",
        T::ParameterNotAList => "Das ist keine Liste.",
        T::ParameterNotABool => "Das ist weder ja noch nein.",
        T::ParameterRefused => "Coder nimmt das nicht an.",
        T::ParameterStray => "{word} (nicht unter den Werten)",
        T::ParameterImmutable => "Später nicht mehr änderbar.",
        T::ParameterEphemeral => "Nur für diesen Start",
        T::ParameterPreset => "Vom Preset gesetzt.",
        T::ParameterAdd => "Hinzufügen",
        T::ParameterRemove => "{word} entfernen",
        T::ParameterShow => "Anzeigen",
        T::ParameterSearch => "{label} durchsuchen",
        T::ParameterChoose => "Auswählen …",
        T::CreateDuplicateTitle => "{name} duplizieren",
        T::CreateChooseTemplate => "Wähle ein Template",
        T::CreateSearchTemplates => "Templates durchsuchen",
        T::CreateNoTemplates => "Kein Template passt.",
        T::CreateOtherTemplate => "Template wechseln",
        T::CreateTemplateMissing => {
            "Das Template „{template}“ gibt es nicht, es ist veraltet, oder du siehst es nicht. Wähle ein anderes."
        }
        T::CreateTemplateSeveral => "Mehrere Organisationen haben ein Template „{template}“. Wähle eines.",
        T::CreateOrganization => "Organisation: {organization}",
        T::CreateUnreadable => {
            "Nicht alle Templates sind zu sehen; was Coder über eines geantwortet hat, war nicht lesbar: {wrong}"
        }
        T::CreateName => "Name des Workspaces",
        T::CreatePreset => "Preset",
        T::CreateNoPreset => "Eigene Werte",
        T::CreateNoPresetAbout => "Jeden Wert selbst wählen",
        T::CreatePresetValue => "Von „{preset}“ gesetzten Wert zeigen",
        T::CreatePresetValues => "{count} von „{preset}“ gesetzte Werte zeigen",
        T::CreatePresetMisfit => {
            "Das Preset „{preset}“ passt nicht zu dieser Version des Templates: {fields}."
        }
        T::CreateWithoutPreset => "Ohne Preset weitermachen",
        T::CreateNoRepoKeys => {
            "Das Repository der Entität, {repo}, wird hier nicht eingetragen. Dazu muss workspaces.repoUrlParamKeys in der Konfiguration den Parameter der Vorlage nennen, der es aufnimmt."
        }
        T::CreateAuth => "Konten",
        T::CreateConnect => "{provider} verbinden",
        T::CreateConnected => "{provider}: verbunden",
        T::CreateConnecting => "Warten auf das andere Fenster …",
        T::CreateOptional => "optional",
        T::CreateRequired => "erforderlich",
        T::CreateAuthFirst => "Verbinde zuerst die Konten oben.",
        T::CreateAuthNeeded => "Verbinde {providers}, um diesen Workspace anzulegen.",
        T::CreateQuota => "{used} von {budget} Credits verbraucht",
        T::CreateQuotaSpent => "Die Credits sind aufgebraucht: Der Workspace startet wahrscheinlich nicht.",
        T::OpenWhenReady => "{way} öffnen, wenn bereit",
        T::CreateSubmit => "Workspace anlegen",
        T::CreateCreating => "Wird angelegt …",
        T::CreateConfirm => "{name} aus {template} anlegen",
        T::CreateShowForm => "Bearbeiten",
        T::CreateFailed => "Der Workspace wurde nicht angelegt.",
        T::CreateLost => {
            "Die Antwort von Coder ging verloren, und es gibt keinen Workspace dieses Namens: Nichts wurde angelegt. Du kannst es noch einmal versuchen."
        }
        T::CreateDiscard => "Änderungen verwerfen?",
        T::CreateDiscardYes => "Verwerfen",
        T::CreateDiscardNo => "Weiter bearbeiten",
        T::CreateHere => "Neuer Workspace",
        T::CreateShort => "Neu",
        T::AskTitle => "Bevor {name} startet",
        T::ActionDuplicate => "Duplizieren",
        T::SettingFailed => "Das wurde nicht gespeichert.",
        T::SettingSaved => "Gespeichert.",
        T::SettingSaving => "Wird gespeichert …",
        T::SettingSave => "Speichern",
        T::SettingEdit => "Bearbeiten",
        T::SettingOff => "Aus",
        T::SettingAfterStart => "{hours} h nach jedem Start",
        T::SettingExtend => "Um {hours} h verlängern",
        T::SettingAutostart => "Autostart",
        T::SettingTime => "Um",
        T::SettingZone => "Zeitzone",
        T::SettingDays => "Tage",
        T::SettingCron => "Zeitplan",
        T::SettingNoTime => "Gib eine Uhrzeit ein, wie 09:30.",
        T::SettingNoDay => "Wähle mindestens einen Tag.",
        T::SettingAutostop => "Autostop",
        T::SettingHours => "Stunden nach dem Start",
        T::SettingBadHours => "Gib Stunden an, von einer Minute (0.02) bis 30 Tage (720).",
        T::SettingNextStart => "Gilt ab dem nächsten Start.",
        T::SettingName => "Name",
        T::NameEmpty => "Gib einen Namen ein.",
        T::NameUse => "{name} verwenden",
        T::NameTooLong => "Ein Name hat höchstens 32 Zeichen.",
        T::NameCharacters => "Nur Buchstaben (a–z), Ziffern und Bindestriche.",
        T::NameHyphens => "Nur einzelne Bindestriche, und keiner am Anfang oder Ende.",
        T::NameReserved => "„new“ und „create“ belegt Coder selbst.",
        T::QuotaTitle => "Kontingent erschöpft.",
        T::QuotaAdvice => {
            "Stoppe oder lösche einen Workspace, oder bitte einen Coder-Administrator um mehr Kontingent."
        }
        T::VariablesTitle => "Das Template ist nicht vollständig eingerichtet.",
        T::VariablesAdvice => "Ein Template-Administrator muss ihm die nötigen Variablen geben.",
        T::BuildFailedTitle => "Der Build ist gescheitert.",
        T::BuildFailedAdvice => "Versuche es erneut oder schicke das Log an die Betreuer des Templates.",
        T::NoProvisionerTitle => "Kein Provisioner kann diesen Build ausführen.",
        T::NoProvisionerAdvice => {
            "Er wartet, bis ein Coder-Administrator einen mit den Tags des Templates startet. Du kannst ihn abbrechen."
        }
        T::BusyProvisionerTitle => "Alle Provisioner sind beschäftigt.",
        T::BusyProvisionerAdvice => "Der Build beginnt, sobald einer frei ist.",
        T::ScriptFailedTitle => "Das Startskript ist gescheitert.",
        T::ScriptSlowAdvice => "Du kannst den Workspace benutzen; vielleicht fehlt noch etwas.",
        T::ProgressQueue => "Platz {position} von {size} in der Warteschlange",
        T::ProgressElapsed => "bisher {elapsed}",
        T::ProgressOf => "{elapsed} von etwa {usual}",
        T::ProgressLeft => "bisher {elapsed}, meist noch etwa {left}",
        T::ProgressSoon => "bisher {elapsed}, gleich fertig",
        T::ProgressLonger => "bisher {elapsed}, länger als sonst",
        T::ProgressOver => "{elapsed}, länger als sonst",
        T::ProgressLabel => "Fortschritt des Builds",
        T::LogBuild => "Build-Log",
        T::LogAgent => "Startup-Log von {agent}",
        T::LogEmpty => "Noch keine Ausgabe",
        T::LogCopy => "Log kopieren",
        T::LogDownload => "Log herunterladen",
        T::LogEnd => "Zum Ende",
        T::LogCut => "Das Log wurde von Coder gekürzt.",
        T::LogEarlier => "{count} frühere Zeilen sind im Download.",
        T::Copy => "Kopieren",
        T::Copied => "Kopiert",
        T::CopyLink => "Link kopieren",
        T::CopyFailed => "Der Browser lässt diese Seite nicht kopieren.",
        T::DetailsAgents => "Öffnen",
        T::DetailsAgent => "Agent {agent}",
        T::DetailsSettings => "Einstellungen",
        T::Parameters => "Parameter",
        T::ParametersNone => "Die Vorlage hat keine Parameter.",
        T::ParametersShow => "Werte anzeigen",
        T::ParametersHide => "Werte verbergen",
        T::ParametersEdit => "In Coder ändern",
        T::DetailsCopySsh => "SSH-Befehl kopieren",
        T::DetailsGone => "Dieser Workspace wurde gelöscht.",
        T::ActionStartWithoutUpdate => "Starten ohne Aktualisierung",
        T::OpeningShort => "Öffnet…",
        T::OpenUnanswered => "Hat sich {way} nicht geöffnet?",
        T::OpenUnansweredAdvice => {
            "Vielleicht ist das Programm auf diesem Rechner nicht installiert, oder der Browser durfte es nicht öffnen. Versuche es noch einmal, oder wähle im Menü einen anderen Weg."
        }
        T::OpenInstallVsCode => "VS Code installieren",
        T::OpenDefault => "Standard",
        T::VsCodeShort => "VS Code",
        T::DetailsUpdate => "Update auf {version}: {message}",
        T::DetailsStart => "Starten, dann {way} öffnen",
        T::DetailsWaiting => "{way} öffnet sich, wenn der Workspace bereit ist.",
        T::ReadyMark => "✓ {name} ist bereit",
        T::Said => "{name}: {state}",
        T::OpenVsCode => "VS Code Desktop",
        T::OpenVsCodeInsiders => "VS Code Insiders",
        T::OpenTerminal => "Terminal",
        T::OpenPorts => "Ports",
        T::OpenPort => "Port {port} ({process})",
        T::OpenDashboard => "Im Coder-Dashboard öffnen",
        T::OpenNoPorts => "Kein Port ist offen.",
        T::OpenStarting => "{way} wird geöffnet …",
        T::AppUnhealthy => "Nicht gesund",
        T::AppInitializing => "Startet …",
        T::AppAddress => "Diese Adresse darf eine Seite nicht öffnen.",
        T::AppNoWildcard => "Euer Administrator hat keine Subdomains für Apps eingerichtet.",
        T::AppNameTooLong => "Der Hostname wäre zu lang; kürzere Namen von Workspace oder Agent helfen.",
        T::AgentConnecting => "Der Agent verbindet sich.",
        T::AgentLost => "Der Agent hat die Verbindung verloren.",
        T::AgentStarting => "Das Startskript läuft.",
        T::AgentTimeout => "Der Agent braucht zu lange, um sich zu verbinden.",
        T::AgentReady => "Bereit",
        T::AgentScriptFailed => {
            "Das Startskript endete mit einem Fehler. Was vorher lief, ist da; sein Log sagt, was fehlt."
        }
        T::AgentScriptSlow => "Das Startskript braucht länger, als es sollte.",
        T::AgentStopping => "Der Agent fährt herunter.",
        T::AgentLostAdvice => "Warte einen Moment; kommt er nicht zurück, starte den Workspace neu.",
    }
}
