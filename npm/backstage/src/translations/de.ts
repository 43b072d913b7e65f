// German messages.
import { germanMessages as elementMessages } from './element.de';
import type { AdapterMessageKey } from './en';

const adapterMessages: Record<AdapterMessageKey, string> = {
  'load.title': 'Das Coder-Plugin konnte nicht gestartet werden.',
  'load.loading': 'Coder-Workspaces werden geladen',
  'load.csp':
    'Die Content-Security-Policy dieses Portals erlaubt kein WebAssembly. Wer es betreibt, kann es in app-config.yaml erlauben:',
  'load.stale': 'Dieses Portal wurde aktualisiert, seit die Seite offen ist. Lade sie neu.',
  'load.network': 'Seine Dateien kamen nicht an. Prüfe die Netzwerkverbindung und versuche es erneut.',
  'load.disabled':
    'WebAssembly ist in diesem Browser abgeschaltet, durch eine Einstellung, eine Richtlinie oder einen Blockierungsmodus. Erlaube es für diese Website und lade die Seite neu.',
  'load.unsupported': 'Dieser Browser ist zu alt für das Coder-Plugin. Nimm einen neueren.',
  'toast.created': 'Workspace {name} wird angelegt.',
  'boundary.failed': 'Hier ist etwas schiefgegangen. Die Konsole des Browsers sagt mehr.',
};

export default { ...elementMessages, ...adapterMessages };
