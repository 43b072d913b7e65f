// A sign-in form for pages without any of the plugin's elements. A page on which no component uses the session does
// not load it.
import { useEffect, useState, type ComponentType } from 'react';
import { onLoaded } from '../api/elementsLoaded';
import { useHasSubscribers } from '../hooks/useHasSubscribers';
import type { FallbackAuthProps } from './FallbackAuth.lazy';

export function FallbackAuth(props: FallbackAuthProps) {
  const isNeeded = useHasSubscribers() || props.mode === 'assertive';
  const Form = useLazyForm(isNeeded);
  return Form ? <Form {...props} /> : null;
}

/** Loads the component without `lazy`, which would crash the app around it on failure and never retry. */
function useLazyForm(isNeeded: boolean): ComponentType<FallbackAuthProps> | undefined {
  const [form, setForm] = useState<{ Form: ComponentType<FallbackAuthProps> }>();
  const isMissing = isNeeded && !form;
  useEffect(() => {
    if (!isMissing) return undefined;
    let isCurrent = true;
    const load = () =>
      import('./FallbackAuth.lazy').then(
        module => isCurrent && setForm({ Form: module.default }),
        // Ignored: the events below trigger a retry.
        () => {},
      );
    const unsubscribe = onLoaded(load);
    window.addEventListener('online', load);
    window.addEventListener('focus', load);
    void load();
    return () => {
      isCurrent = false;
      unsubscribe();
      window.removeEventListener('online', load);
      window.removeEventListener('focus', load);
    };
  }, [isMissing]);
  return isNeeded ? form?.Form : undefined;
}
