import { useCoderHost } from '../hooks/useCoderHost';
import { CustomElement } from './CustomElement';

/** A row for Backstage's page of linked accounts: the linked user, and a button to link or unlink. */
export function CoderProviderSettings() {
  const { appConfig, proxyPath, host } = useCoderHost();
  if (!host) return null;
  return (
    <CustomElement
      tag="coder-provider-settings"
      attributes={{ 'proxy-path': proxyPath }}
      properties={{ config: appConfig, host }}
      height={64}
    />
  );
}
