import { alertApiRef, errorApiRef, useAnalytics, useApiHolder } from '@backstage/core-plugin-api';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import type { CoderErrorDetail, CoderWorkspaceCreated } from 'backstage-plugin-coder-element';
import { useTranslation } from './useTranslation';

/** Returns listeners that forward an element's events to the app's messages, error API and analytics. */
export function useElementEvents() {
  const apis = useApiHolder();
  const analytics = useAnalytics();
  const t = useTranslation();
  return {
    onWorkspaceCreated(workspace: CoderWorkspaceCreated) {
      analytics.captureEvent('create', 'Coder workspace', { attributes: { template: workspace.template } });
      const title = t('toast.created').replace('{name}', workspace.name);
      const toasts = apis.get(toastApiRef);
      if (toasts) toasts.post({ title, status: 'success', timeout: 5000 });
      else apis.get(alertApiRef)?.post({ message: title, severity: 'success', display: 'transient' });
    },
    onError({ code, message }: CoderErrorDetail) {
      const error = Object.assign(new Error(message), { name: `CoderError(${code})` });
      // Hidden, because the card shows the error itself; the app only records it.
      apis.get(errorApiRef)?.post(error, { hidden: true });
    },
  };
}
