// The words of the plugin. All of the element's own are among them, by their keys, so that an app can change
// or translate any of them as it does with other plugins.
import { createTranslationRef, translationApiRef } from '@backstage/core-plugin-api/alpha';
import { useApiHolder } from '@backstage/core-plugin-api';
import { useEffect, useMemo, useState } from 'react';
import { messages } from './messages';

/** The plugin's texts; name it in a `TranslationBlueprint` or `createTranslationResource` to change them. */
export const coderTranslationRef = createTranslationRef({
  id: 'coder',
  messages,
  translations: { de: () => import('./messages-de') },
});

type Key = keyof typeof messages;

/** Texts an app has put in the place of the element's own; `undefined` where there are none. */
export function useOwnWords(): Record<string, string> | undefined {
  const t = useTranslation();
  return useMemo(() => {
    const own = (Object.keys(messages) as Key[]).filter(key => t.isOwn(key)).map(key => [key, t(key)]);
    return own.length ? Object.fromEntries(own) : undefined;
  }, [t]);
}

export interface Translate {
  (key: Key): string;
  /** Whether the app says it in other words than English ones of ours. */
  isOwn(key: Key): boolean;
}

/** Texts in the app's language; in English where the app has no translations at all. */
export function useTranslation(): Translate {
  const api = useApiHolder().get(translationApiRef);
  const [snapshot, setSnapshot] = useState(() => api?.getTranslation(coderTranslationRef));
  useEffect(() => {
    const subscription = api?.translation$(coderTranslationRef).subscribe(next => setSnapshot(next));
    return () => subscription?.unsubscribe();
  }, [api]);
  return useMemo(() => {
    // Since Backstage 1.57 there is a `t` while a language is loaded, too.
    const t = snapshot && 't' in snapshot ? (snapshot.t as unknown as (key: Key) => string) : english;
    return Object.assign((key: Key) => t(key), { isOwn: (key: Key) => t(key) !== messages[key] });
  }, [snapshot]);
}

const english = (key: Key): string => messages[key];
