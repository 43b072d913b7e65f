import { useEmbedding } from '../host';
import type { FallbackAuthUiMode } from '../provider';
import { Element } from './Element';

export default function FallbackElement({ mode }: { mode: FallbackAuthUiMode }) {
  const { appConfig, proxyPath, host } = useEmbedding();
  if (!host) return null;
  return (
    <Element
      tag="coder-provider"
      attributes={{ 'fallback-auth-ui': mode, 'proxy-path': proxyPath }}
      properties={{ config: appConfig, host }}
    />
  );
}
