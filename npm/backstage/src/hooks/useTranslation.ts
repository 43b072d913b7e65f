import { useApiHolder } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { useEffect, useMemo, useState } from 'react';
import { messages, type MessageKey } from '../translations/en';
import { coderTranslationRef } from '../translations/ref';

/** Returns a message by its key. */
export interface Translate {
  (key: MessageKey): string;
  /** Whether the app's message differs from the built-in English one. */
  isOverridden(key: MessageKey): boolean;
}

/** Returns the messages in the app's language, or in English if the app has no translations. */
export function useTranslation(): Translate {
  const api = useApiHolder().get(translationApiRef);
  const [snapshot, setSnapshot] = useState(() => api?.getTranslation(coderTranslationRef));
  useEffect(() => {
    const subscription = api?.translation$(coderTranslationRef).subscribe(next => setSnapshot(next));
    return () => subscription?.unsubscribe();
  }, [api]);
  return useMemo(() => {
    // Since Backstage 1.57 there is a `t` even while a language is loading.
    const t = snapshot && 't' in snapshot ? (snapshot.t as unknown as (key: MessageKey) => string) : english;
    return Object.assign((key: MessageKey) => t(key), { isOverridden: (key: MessageKey) => t(key) !== messages[key] });
  }, [snapshot]);
}

const english = (key: MessageKey): string => messages[key];
