import { useMemo } from 'react';
import { useCoderHost } from '../hooks/useCoderHost';
import { CustomElement } from './CustomElement';
import { EachDeployment } from './EachDeployment';

/**
 * A row for Backstage's page of linked accounts: the linked user, and a button to link or unlink. Several deployments
 * have a row each.
 */
export function CoderProviderSettings() {
  return <EachDeployment>{title => <SettingsRow title={title} />}</EachDeployment>;
}

/** The row of one deployment. */
export function SettingsRow({ title }: { title: string | undefined }) {
  const { appConfig, proxyPath, host } = useCoderHost();
  const titled = useMemo(
    () => (host && title ? { ...host, strings: { ...host.strings, 'settings.title': title } } : host),
    [host, title],
  );
  if (!titled) return null;
  return (
    <CustomElement
      tag="coder-provider-settings"
      attributes={{ 'proxy-path': proxyPath }}
      properties={{ config: appConfig, host: titled }}
      height={64}
    />
  );
}
