// Passing on what an element tells: to the app's messages, its errors and its analytics.
import { alertApiRef, errorApiRef, useAnalytics, useApiHolder } from '@backstage/core-plugin-api';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import type { CoderErrorDetail, CoderWorkspaceCreated } from 'backstage-plugin-coder-element';
import { useTranslation } from './translation';

export function useTold() {
  const apis = useApiHolder();
  const analytics = useAnalytics();
  const t = useTranslation();
  return {
    created(workspace: CoderWorkspaceCreated) {
      analytics.captureEvent('create', 'Coder workspace', { attributes: { template: workspace.template } });
      const title = t('toast.created').replace('{name}', workspace.name);
      const toasts = apis.get(toastApiRef);
      if (toasts) toasts.post({ title, status: 'success', timeout: 5000 });
      else apis.get(alertApiRef)?.post({ message: title, severity: 'success', display: 'transient' });
    },
    failed({ code, message }: CoderErrorDetail) {
      const error = Object.assign(new Error(message), { name: `CoderError(${code})` });
      // The card says it where it matters; this is for the app's own records.
      apis.get(errorApiRef)?.post(error, { hidden: true });
    },
  };
}
