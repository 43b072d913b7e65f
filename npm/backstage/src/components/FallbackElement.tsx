import type { CSSProperties } from 'react';
import { useEmbedding } from '../host';
import type { FallbackAuthUiMode } from '../provider';
import { Element } from './Element';

// At the window's corner: in the flow of an app's root it may lie under the sidebar.
const CORNER: CSSProperties = {
  position: 'fixed',
  insetBlockEnd: 16,
  insetInlineEnd: 16,
  zIndex: 1300,
  maxWidth: 'min(24rem, calc(100vw - 32px))',
  boxShadow: '0 4px 16px rgb(0 0 0 / 28%)',
};

export default function FallbackElement({ mode }: { mode: FallbackAuthUiMode }) {
  const { appConfig, proxyPath, host } = useEmbedding();
  if (!host) return null;
  return (
    <Element
      tag="coder-provider"
      noticeStyle={CORNER}
      attributes={{ 'fallback-auth-ui': mode, 'proxy-path': proxyPath }}
      properties={{ config: appConfig, host }}
    />
  );
}
