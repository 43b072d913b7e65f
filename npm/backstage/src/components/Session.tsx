import type { PropsWithChildren } from 'react';
import { useEmbedding } from '../host';
import { Element } from './Element';

/** Shows its content while the account is linked, and the way to link it otherwise. */
export function CoderAuthWrapper({ children }: PropsWithChildren<{}>) {
  const { appConfig, proxyPath, host } = useEmbedding();
  if (!host) return null;
  return (
    <Element
      tag="coder-auth-wrapper"
      attributes={{ 'proxy-path': proxyPath }}
      properties={{ config: appConfig, host }}
      height={120}
    >
      {children}
    </Element>
  );
}

/** A row for Backstage's page of linked accounts: who is linked, and the way to link or unlink. */
export function CoderProviderSettings() {
  const { appConfig, proxyPath, host } = useEmbedding();
  if (!host) return null;
  return (
    <Element
      tag="coder-provider-settings"
      attributes={{ 'proxy-path': proxyPath }}
      properties={{ config: appConfig, host }}
      height={64}
    />
  );
}
