import type { CoderLoadError } from 'backstage-plugin-coder-element';
import type { CSSProperties } from 'react';
import { useTranslation, type Translate } from '../hooks/useTranslation';
import { BOX } from './boxStyle';

interface LoadErrorProps {
  error: CoderLoadError;
  retry: () => void;
  style?: CSSProperties;
}

/** Replaces an element that could not be loaded: the reason, advice, and one button. */
export function LoadError({ error, retry, style }: LoadErrorProps) {
  const t = useTranslation();
  const { advice, reload } = messageFor(error, t);
  return (
    <section role="alert" style={{ ...BOX, ...style }} data-code={error.code}>
      <strong>{t('load.title')}</strong>
      <p style={{ margin: '4px 0 12px' }}>{advice}</p>
      {error.code === 'csp' && <pre style={{ overflow: 'auto' }}>{CSP_YAML}</pre>}
      <button type="button" onClick={reload ? () => window.location.reload() : retry}>
        {t(reload ? 'action.reload' : 'action.tryAgain')}
      </button>
    </section>
  );
}

/** Returns the advice for a load error, and whether reloading the page helps. */
function messageFor(error: CoderLoadError, t: Translate): { advice: string; reload: boolean } {
  switch (error.code) {
    case 'csp':
      return { advice: t('load.csp'), reload: false };
    case 'stale':
      return { advice: t('load.stale'), reload: true };
    case 'disabled':
      return { advice: t('load.disabled'), reload: true };
    case 'unsupported':
      return { advice: t('load.unsupported'), reload: false };
    default:
      return { advice: t('load.network'), reload: false };
  }
}

const CSP_YAML = `backend:
  csp:
    script-src: ["'self'", "'wasm-unsafe-eval'"]`;
