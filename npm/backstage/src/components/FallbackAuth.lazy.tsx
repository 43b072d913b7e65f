// The sign-in form itself, in a chunk that loads when a page needs it.
import type { CSSProperties } from 'react';
import { useCoderHost } from '../hooks/useCoderHost';
import { CustomElement } from './CustomElement';

/** The condition for the sign-in form at the bottom of the window. */
export type FallbackAuthUiMode = 'restrained' | 'assertive' | 'hidden';

export interface FallbackAuthProps {
  mode: FallbackAuthUiMode;
}

// A corner of the window: in the flow of an app's root, the form could be hidden under the sidebar.
const CORNER: CSSProperties = {
  position: 'fixed',
  insetBlockEnd: 16,
  insetInlineEnd: 16,
  zIndex: 1300,
  maxWidth: 'min(24rem, calc(100vw - 32px))',
  boxShadow: '0 4px 16px rgb(0 0 0 / 28%)',
};

export default function FallbackAuthForm({ mode }: FallbackAuthProps) {
  const { appConfig, proxyPath, host } = useCoderHost();
  if (!host) return null;
  return (
    <CustomElement
      tag="coder-provider"
      errorStyle={CORNER}
      attributes={{ 'fallback-auth-ui': mode, 'proxy-path': proxyPath }}
      properties={{ config: appConfig, host }}
    />
  );
}
