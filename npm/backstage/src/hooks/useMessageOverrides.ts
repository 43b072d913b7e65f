import { useMemo } from 'react';
import { messages, type MessageKey } from '../translations/en';
import { useTranslation } from './useTranslation';

/** Returns the messages that the app overrides; `undefined` if there are none. */
export function useMessageOverrides(): Record<string, string> | undefined {
  const t = useTranslation();
  return useMemo(() => {
    const keys = Object.keys(messages) as MessageKey[];
    const overrides = keys.filter(key => t.isOverridden(key)).map(key => [key, t(key)]);
    return overrides.length ? Object.fromEntries(overrides) : undefined;
  }, [t]);
}
