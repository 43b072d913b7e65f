// What is said around the elements, or before they are there.

export const ownWords = {
  'load.title': 'The Coder plugin could not be started.',
  'load.loading': 'Loading Coder workspaces',
  'load.csp': 'The Content-Security-Policy of this portal does not allow WebAssembly. Its administrator can allow it in app-config.yaml:',
  'load.stale': 'This portal was updated since the page was opened. Reload it.',
  'load.network': 'Its files did not arrive. Check your network connection and try again.',
  'load.disabled': 'WebAssembly is switched off in this browser, by a setting, a policy or a lockdown mode. Allow it for this site, then reload the page.',
  'load.unsupported': 'This browser is too old for the Coder plugin. Use a newer one.',
  'toast.created': 'Workspace {name} is being created.',
  'boundary.failed': 'Something went wrong here. The browser’s console tells more.',
} as const;

export const ownWordsInGerman: Record<keyof typeof ownWords, string> = {
  'load.title': 'Das Coder-Plugin konnte nicht gestartet werden.',
  'load.loading': 'Coder-Workspaces werden geladen',
  'load.csp': 'Die Content-Security-Policy dieses Portals erlaubt kein WebAssembly. Wer es betreibt, kann es in app-config.yaml erlauben:',
  'load.stale': 'Dieses Portal wurde aktualisiert, seit die Seite offen ist. Lade sie neu.',
  'load.network': 'Seine Dateien kamen nicht an. Prüfe die Netzwerkverbindung und versuche es erneut.',
  'load.disabled': 'WebAssembly ist in diesem Browser abgeschaltet, durch eine Einstellung, eine Richtlinie oder einen Blockierungsmodus. Erlaube es für diese Website und lade die Seite neu.',
  'load.unsupported': 'Dieser Browser ist zu alt für das Coder-Plugin. Nimm einen neueren.',
  'toast.created': 'Workspace {name} wird angelegt.',
  'boundary.failed': 'Hier ist etwas schiefgegangen. Die Konsole des Browsers sagt mehr.',
};
