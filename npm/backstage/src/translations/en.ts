// English messages: those of the elements, and the adapter's own, which appear around the elements or before they are
// loaded.
import { messages as elementMessages } from './element.en';

const adapterMessages = {
  'load.title': 'The Coder plugin could not be started.',
  'load.loading': 'Loading Coder workspaces',
  'load.csp':
    'The Content-Security-Policy of this portal does not allow WebAssembly. Its administrator can allow it in app-config.yaml:',
  'load.stale': 'This portal was updated since the page was opened. Reload it.',
  'load.network': 'Its files did not arrive. Check your network connection and try again.',
  'load.disabled':
    'WebAssembly is switched off in this browser, by a setting, a policy or a lockdown mode. Allow it for this site, then reload the page.',
  'load.unsupported': 'This browser is too old for the Coder plugin. Use a newer one.',
  'toast.created': 'Workspace {name} is being created.',
  'boundary.failed': 'Something went wrong here. The browser’s console tells more.',
} as const;

/** The key of a message of the adapter. */
export type AdapterMessageKey = keyof typeof adapterMessages;

export const messages = { ...elementMessages, ...adapterMessages } as const;

/** The key of a message. */
export type MessageKey = keyof typeof messages;
