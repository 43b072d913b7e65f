import type { PropsWithChildren } from 'react';
import { useCoderHost } from '../hooks/useCoderHost';
import { CustomElement } from './CustomElement';

/** Renders its children while the account is linked, and the sign-in form otherwise. */
export function CoderAuthWrapper({ children }: PropsWithChildren) {
  const { appConfig, proxyPath, host } = useCoderHost();
  if (!host) return null;
  return (
    <CustomElement
      tag="coder-auth-wrapper"
      attributes={{ 'proxy-path': proxyPath }}
      properties={{ config: appConfig, host }}
      height={120}
    >
      {children}
    </CustomElement>
  );
}
