//! The texts in German.

use super::Text;

/// A text in German. Exhaustive, so that a text that is not translated does not compile.
pub(super) fn german(text: Text) -> &'static str {
    use Text as T;
    match text {
        T::CardTitle => "Coder-Workspaces",
        T::FilteredByRepo => "Ergebnisse gefiltert nach Repository: {repo}",
        T::NewTab => "(öffnet einen neuen Tab)",
        T::SignInTitle => "Mit Coder verbinden",
        T::SignInIntro => {
            "Verbinde dein Coder-Konto, um deine Workspaces hier zu sehen und zu öffnen. Ein Token bekommst du auf der"
        }
        T::SignInTokenPage => "Token-Seite deiner Coder-Instanz",
        T::SignInNoTokenPage => "Token-Seite deiner Coder-Instanz",
        T::TokenLabel => "Session-Token",
        T::TokenHint => "Bleibt in diesem Browser und wird nur an Coder gesendet, über Backstage.",
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
        T::TokenShape => "Das ist kein Session-Token von Coder.",
        T::TokenShapeAdvice => {
            "Ein Token hat 10 Zeichen, einen Bindestrich und 22 Zeichen, wie AbCdEfGhIj-0123456789abcdefghijkl. Kopiere es ganz von der Token-Seite."
        }
        T::InvalidToken => "Coder hat das Session-Token nicht akzeptiert.",
        T::InvalidTokenAdvice => {
            "Es kann abgelaufen oder widerrufen sein. Hole ein neues und gib es hier ein."
        }
        T::Initializing => "Deine Coder-Sitzung wird geprüft …",
        T::Unlink => "Coder-Konto trennen",
        T::TryAgain => "Erneut versuchen",
        T::Reload => "Seite neu laden",
        T::Checking => "Wird geprüft …",
        T::Expires => "Deine Coder-Sitzung endet {when}.",
        T::ExpiresNow => "Deine Coder-Sitzung endet jetzt.",
        T::Renew => "Neues Token eingeben",
        T::Dismiss => "Ausblenden",
        T::Close => "Schließen",
        T::FallbackTitle => "Mit Coder verbinden, um Coder hier zu nutzen",
        T::SettingsTitle => "Coder",
        T::SettingsAdvice => "Melde dich bei Coder an, um auf deine Workspaces zuzugreifen",
        T::SettingsSignIn => "Anmelden",
        T::Unstyled => {
            "Die Content-Security-Policy dieser Seite sperrt in diesem Browser die Formatierung der Karte. Ein neuerer Browser zeigt sie."
        }
        T::BoundaryTitle => "Dieser Teil der Seite ist ausgefallen.",
        T::OpenInCoder => "In Coder öffnen",
        T::CreateInCoder => "In Coder anlegen",
        T::OpenChoose => "In Coder öffnen: {count} Workspaces",
        T::OpenNothing => {
            "Diese Entität nennt weder ein Repository noch ein Template; es gibt keinen Workspace zu öffnen."
        }
        T::SearchLabel => "Coder-Workspaces durchsuchen",
        T::SearchClear => "Suche leeren",
        T::SearchSyntax => "Diese Suche kann nicht gesendet werden.",
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
        T::ScopeLabel => "Wessen Workspaces",
        T::ScopeMine => "Meine",
        T::ScopeAll => "Alle",
        T::ChipsLabel => "Schnellfilter",
        T::ListLabel => "Workspaces",
        T::Loading => "Workspaces werden geladen …",
        T::CountOne => "1 Workspace",
        T::CountMany => "{count} Workspaces",
        T::More => "{count} weitere",
        T::NoMatch => "Keine Workspaces passen zu deiner Suche.",
        T::NoMatchAdvice => "Ändere oder leere die Suche, um mehr zu sehen.",
        T::NoneYet => "Du hast noch keine Workspaces.",
        T::NoneForRepo => "Keine Workspaces für dieses Repository gefunden.",
        T::NoneForRepoAdvice => "Keiner der Workspaces, die zu deiner Suche passen, entstand aus {repo}.",
        T::Create => "Workspace anlegen",
        T::Stale => "Du siehst den letzten bekannten Stand.",
        T::RowLoading => "Wird geladen …",
        T::OpenWorkspace => "Öffnen",
        T::OpenWorkspaceOf => "Workspace {name} in Coder öffnen",
        T::LastUsed => "{when} benutzt",
        T::LastUsedNow => "In der letzten Stunde benutzt",
        T::LastUsedNever => "Nie benutzt",
        T::Stops => "Stoppt {when}",
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
        T::ActionRestart => "Neu starten",
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
        T::FailedChange => "{name} wurde nicht geändert.",
        T::LostAnswer => {
            "Die Antwort von Coder ging verloren. Nichts hat sich geändert; du kannst es noch einmal versuchen."
        }
        T::LostTrack => {
            "Die Antwort von Coder ging verloren, daher ist unbekannt, ob es geschehen ist. Die Liste zeigt es, sobald Coder wieder antwortet."
        }
        T::Overtaken => "Inzwischen ist etwas anderes damit geschehen.",
        T::BuildCanceled => "Sein Build wurde abgebrochen, darum geschieht nichts weiter damit.",
        T::WaitedTooLong => {
            "Auf seinen Build kann nicht so lange gewartet werden. Mach von Hand weiter, wenn er fertig ist."
        }
        T::OtherTab => "Ein anderer Tab tut gerade etwas damit.",
        T::NotOffered => "Es hat sich inzwischen geändert, daher geht das nicht mehr.",
        T::StopFailed => "Es konnte nicht zuerst gestoppt werden. Warum, steht im Build-Log.",
        T::DeleteTitle => "{name} löschen?",
        T::DeleteAdvice => "Alles im Workspace wird zerstört und kann nicht wiederhergestellt werden.",
        T::DeleteLabel => "Gib {name} ein, um zu bestätigen",
        T::DeleteMismatch => "Das ist nicht der Name des Workspaces.",
        T::DeleteSubmit => "Workspace löschen",
        T::Keep => "Behalten",
        T::BadgeOutdated => "Veraltet",
        T::BadgeDormant => "Ruhend",
        T::BadgeDeletionPending => "Wird bald gelöscht",
        T::CreateLink => "Workspace in Coder anlegen",
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
        T::LinkedAs => "Verbunden als {user}",
        T::Deployment => "{deployment}, Coder {version}",
        T::OpenDevContainer => "In VS Code öffnen (lokaler Dev-Container)",
        T::Actions => "Weitere Aktionen",
        T::Refresh => "Aktualisieren",
        T::NoRepoTitle => "Das sind alle passenden Workspaces, nicht nur die dieser Entität.",
        T::RepoUnreadableAdvice => {
            "Die Entität nennt ihr Repository, aber so, dass es nicht gelesen werden kann. Was daran falsch ist, steht darüber."
        }
        T::NoRepoAdvice => {
            "Die Entität nennt kein Repository. Ergänze die Annotation backstage.io/source-location oder setze spec.coder.repoUrl in ihrer catalog-info.yaml."
        }
        T::NoRepoKeysAdvice => {
            "workspaces.repoUrlParamKeys ist nicht konfiguriert; Workspaces lassen sich dem Repository der Entität nicht zuordnen."
        }
        T::ConfigProblems => "Ein Teil der Konfiguration wird nicht verwendet:",
        T::ConfigProblem => "{key} ist {found}. Erlaubt: {allowed}.",
        T::ConfigProblemWhy => "{key} ist {found}: {why}. Erlaubt: {allowed}.",
        T::UnknownKey => "{place}: Unbekannter Schlüssel `{key}`; war `{known}` gemeint?",
        T::FoundMissing => "nicht gesetzt",
        T::FoundList => "eine Liste",
        T::FoundObject => "ein Objekt",
        T::AllowedText => "Text",
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
        T::OfflineAdvice => "Es geht von selbst weiter, wenn das Netz wieder da ist.",
        T::OfflineByHand => "Versuche es erneut, wenn das Netz wieder da ist.",
        T::TimeoutTitle => "Coder hat nicht rechtzeitig geantwortet.",
        T::UnreachableTitle => "Backstage ist nicht erreichbar.",
        T::UnreachableAdvice => "Prüfe deine Netzverbindung. Es wird von selbst erneut versucht.",
        T::UnreachableByHand => "Prüfe deine Netzverbindung und versuche es erneut.",
        T::HostSignedOutTitle => "Deine Backstage-Sitzung ist beendet.",
        T::HostSignedOutAdvice => "Melde dich erneut bei Backstage an; dein Coder-Konto bleibt verbunden.",
        T::HostHasNoTokenTitle => "Backstage hat gerade keine Sitzung bei Coder.",
        T::HostHasNoTokenAdvice => "Dein Konto bleibt verbunden. Melde dich neu an, wenn es so bleibt.",
        T::TokenNotForwardedTitle => "Der Proxy von Backstage gibt das Session-Token nicht an Coder weiter.",
        T::AskAdminYaml => "Wer dieses Backstage betreibt, kann das in app-config.yaml beheben:",
        T::ForbiddenTitle => "Coder erlaubt das nicht.",
        T::ForbiddenAdvice => "Bitte die Coder-Administration um Zugriff.",
        T::LinkLacksTitle => "Der Verbindung zu Coder fehlt die Berechtigung dafür.",
        T::LinkLacksAdvice => {
            "Du selbst darfst es vielleicht. Trenne dein Coder-Konto und verbinde es neu, mit dieser Berechtigung:"
        }
        T::NotFoundTitle => "Das gibt es nicht, oder du hast keinen Zugriff darauf.",
        T::NotFoundAdvice => "Es kann inzwischen gelöscht worden sein.",
        T::RouteMissingTitle => "Diese Coder-Instanz kann das nicht.",
        T::RouteMissingAdvice => "Ihre Version oder Edition hat keine solche Funktion.",
        T::ConflictTitle => "Das ist gerade nicht möglich.",
        T::ConflictAdvice => "Es läuft noch etwas anderes damit. Versuche es danach erneut.",
        T::ValidationTitle => "Coder hat das nicht akzeptiert.",
        T::ValidationAdvice => "Ändere es und versuche es erneut.",
        T::StrayPathTitle => "Der Pfad dieser Anfrage führt aus der API von Coder hinaus.",
        T::StrayPathAdvice => {
            "Es wurde nichts gesendet. Eine ID oder ein Name darin darf nicht „.“ oder „..“ sein, auch nicht maskiert; ändere sie dort, wo sie gesetzt werden."
        }
        T::RateLimitedTitle => "Zu viele Anfragen an Coder.",
        T::RateLimitedAdvice => "Es wird gleich erneut versucht.",
        T::RateLimitedByHand => "Versuche es gleich erneut.",
        T::MethodBlockedTitle => "Der Proxy von Backstage lässt diese Anfrage nicht durch.",
        T::ProxyMissingTitle => "Backstage hat unter diesem Pfad keinen Proxy zu Coder.",
        T::UnavailableTitle => "Die Coder-Instanz ist nicht erreichbar.",
        T::UnavailableAdvice => "Dein Konto bleibt verbunden. Es wird von selbst erneut versucht.",
        T::UnavailableByHand => "Dein Konto bleibt verbunden. Du kannst es erneut versuchen.",
        T::NotJsonTitle => "Es hat etwas anderes als Coder geantwortet.",
        T::NotJsonAdvice => {
            "Statt Daten kam eine Webseite; ein Proxy oder eine Anmeldeseite kann dazwischen stehen."
        }
        T::GatewayTitle => "Ein Gateway hat die Anfrage abgelehnt, nicht Coder.",
        T::GatewayAdvice => {
            "Dein Konto bleibt verbunden. Es wird von selbst erneut versucht; hilft das nicht, lade die Seite neu oder frage, wer dieses Backstage betreibt."
        }
        T::GatewayByHand => {
            "Dein Konto bleibt verbunden. Du kannst es erneut versuchen; hilft das nicht, lade die Seite neu oder frage, wer dieses Backstage betreibt."
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
        T::ParameterMissing => "Hier fehlt ein Wert.",
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
        T::ParameterEphemeral => "Gilt nur für diesen Start.",
        T::ParameterPreset => "Vom Preset gesetzt.",
        T::ParameterAdd => "Hinzufügen",
        T::ParameterRemove => "{word} entfernen",
        T::ParameterShow => "Anzeigen",
        T::ParameterSearch => "{label} durchsuchen",
        T::ParameterChoose => "Auswählen …",
        T::CreateTitle => "Workspace anlegen",
        T::CreateTemplate => "Template",
        T::CreateChooseTemplate => "Wähle ein Template",
        T::CreateSearchTemplates => "Templates durchsuchen",
        T::CreateNoTemplates => "Kein Template passt.",
        T::CreateOtherTemplate => "Anderes wählen",
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
        T::CreateNoPreset => "Keines",
        T::CreatePresetMisfit => {
            "Das Preset „{preset}“ passt nicht zu dieser Version des Templates: {fields}."
        }
        T::CreateWithoutPreset => "Ohne Preset weitermachen",
        T::CreateParameters => "Parameter",
        T::CreateNoRepoKeys => {
            "Das Repository der Entität, {repo}, wird hier nicht eingetragen. Dazu muss workspaces.repoUrlParamKeys in der Konfiguration den Parameter der Vorlage nennen, der es aufnimmt."
        }
        T::CreateAuth => "Nötige Konten",
        T::CreateConnect => "{provider} verbinden",
        T::CreateConnected => "{provider}: verbunden",
        T::CreateConnecting => "Warten auf das andere Fenster …",
        T::CreateOptional => "freiwillig",
        T::CreateAuthFirst => "Verbinde zuerst die Konten oben.",
        T::CreateAuthNeeded => {
            "Der Workspace kann erst angelegt werden, wenn dies verbunden ist: {providers}."
        }
        T::CreateQuota => "{used} von {budget} Credits pro Tag sind vergeben.",
        T::CreateQuotaSpent => {
            "Alle Credits sind vergeben: Ein neuer Workspace startet vielleicht nicht, bevor ein anderer gestoppt oder gelöscht ist."
        }
        T::CreateSubmit => "Workspace anlegen",
        T::CreateCreating => "Wird angelegt …",
        T::CreateConfirm => "{name} wird aus {template} mit diesen Werten angelegt:",
        T::CreateShowForm => "Etwas ändern",
        T::CreateFailed => "Der Workspace wurde nicht angelegt.",
        T::CreateLost => {
            "Die Antwort von Coder ging verloren, und es gibt keinen Workspace dieses Namens: Nichts wurde angelegt. Du kannst es noch einmal versuchen."
        }
        T::CreateDiscard => "Eingaben verwerfen?",
        T::CreateDiscardYes => "Verwerfen",
        T::CreateDiscardNo => "Weiter bearbeiten",
        T::CreateHere => "Workspace hier anlegen",
        T::CreateFix => "Einige Felder brauchen deine Aufmerksamkeit.",
        T::AskTitle => "Bevor {name} startet",
        T::ActionDuplicate => "Duplizieren",
        T::SettingFailed => "Das wurde nicht gespeichert.",
        T::SettingSaved => "Gespeichert.",
        T::SettingSaving => "Wird gespeichert …",
        T::SettingSave => "Speichern",
        T::SettingDeadline => "Stoppt von selbst",
        T::SettingExtend => "{hours} h länger",
        T::SettingAutostart => "Von selbst starten",
        T::SettingTime => "Um",
        T::SettingZone => "Zeitzone",
        T::SettingDays => "Tage",
        T::SettingCron => "Zeitplan",
        T::SettingNoTime => "Gib eine Uhrzeit ein, wie 09:30.",
        T::SettingNoDay => "Wähle mindestens einen Tag.",
        T::SettingAutostop => "Von selbst stoppen",
        T::SettingHours => "Stunden nach dem Start",
        T::SettingBadHours => "Gib Stunden an, von einer Minute (0.02) bis 30 Tage (720).",
        T::SettingNextStart => "Gilt ab dem nächsten Start.",
        T::SettingName => "Name",
        T::SettingRename => "Umbenennen",
        T::NameEmpty => "Gib einen Namen ein.",
        T::NameUse => "{name} verwenden",
        T::NameTooLong => "Ein Name hat höchstens 32 Zeichen.",
        T::NameCharacters => "Nur Buchstaben (a–z), Ziffern und Bindestriche.",
        T::NameHyphens => "Nur einzelne Bindestriche, und keiner am Anfang oder Ende.",
        T::NameReserved => "„new“ und „create“ belegt Coder selbst.",
        T::QuotaTitle => "Kontingent erschöpft.",
        T::QuotaAdvice => {
            "Stoppe oder lösche einen Workspace, den du nicht brauchst, oder bitte einen Coder-Administrator um ein größeres Budget; versuche es dann erneut."
        }
        T::VariablesTitle => "Das Template ist nicht vollständig eingerichtet.",
        T::VariablesAdvice => "Ein Template-Administrator muss ihm die nötigen Variablen geben.",
        T::BuildFailedTitle => "Der Build ist gescheitert.",
        T::BuildFailedAdvice => {
            "Die letzten Zeilen des Logs sagen, warum. Versuche es erneut oder zeige sie denen, die das Template betreuen."
        }
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
        T::ProgressLeft => "bisher {elapsed}, meist noch etwa {left}",
        T::ProgressSoon => "bisher {elapsed}, gleich fertig",
        T::ProgressLonger => "bisher {elapsed}, länger als sonst",
        T::ProgressLabel => "Fortschritt des Builds",
        T::LogBuild => "Build-Log",
        T::LogAgent => "Startup-Log von {agent}",
        T::LogEmpty => "Noch wurde nichts geschrieben.",
        T::LogCopy => "Log kopieren",
        T::LogDownload => "Log herunterladen",
        T::LogEnd => "Zum Ende",
        T::LogCut => "Das Log wurde von Coder gekürzt.",
        T::LogEarlier => "{count} frühere Zeilen sind im Download.",
        T::Copied => "Kopiert",
        T::CopyFailed => "Der Browser lässt diese Seite nicht kopieren.",
        T::DetailsAgents => "Öffnen",
        T::DetailsAgent => "Agent {agent}",
        T::DetailsSettings => "Zeitplan und Name",
        T::DetailsCopySsh => "SSH-Befehl kopieren",
        T::DetailsGone => "Dieser Workspace wurde gelöscht.",
        T::DetailsStart => "Starten, dann {way} öffnen",
        T::DetailsWaiting => "{way} öffnet sich, sobald der Workspace bereit ist.",
        T::DetailsReady => "Der Workspace ist bereit.",
        T::DetailsOpenNow => "{way} jetzt öffnen",
        T::Said => "{name}: {state}",
        T::OpenVsCode => "VS Code Desktop",
        T::OpenVsCodeInsiders => "VS Code Insiders",
        T::OpenTerminal => "Terminal",
        T::OpenSsh => "SSH",
        T::OpenPorts => "Ports",
        T::OpenPort => "Port {port} ({process})",
        T::OpenDashboard => "Im Coder-Dashboard öffnen",
        T::OpenNoPorts => "Kein Port ist offen.",
        T::OpenStarting => "{way} wird geöffnet …",
        T::AppUnhealthy => "Nicht gesund",
        T::AppInitializing => "Startet noch",
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
