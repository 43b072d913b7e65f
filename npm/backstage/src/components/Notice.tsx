// Shown in an element's place when it could not be loaded: what happened, what to do, one button.
import type { CoderLoadError } from 'backstage-plugin-coder-element';
import type { CSSProperties } from 'react';
import { useTranslation, type Translate } from '../translation';

const BOX: CSSProperties = {
  background: 'var(--bui-bg-neutral-1, Canvas)',
  color: 'var(--bui-fg-primary, CanvasText)',
  borderRadius: 'var(--bui-radius-3, 8px)',
  padding: 'var(--bui-space-4, 16px)',
  font: '14px / 1.5 var(--bui-font-regular, system-ui, sans-serif)',
};

/** What each kind of failure says, and whether loading the page anew is what helps. */
function says(error: CoderLoadError, t: Translate): { advice: string; reload: boolean } {
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

export function LoadNotice({ error, again, style }: { error: CoderLoadError; again: () => void; style?: CSSProperties }) {
  const t = useTranslation();
  const { advice, reload } = says(error, t);
  return (
    <section role="alert" style={{ ...BOX, ...style }} data-code={error.code}>
      <strong>{t('load.title')}</strong>
      <p style={{ margin: '4px 0 12px' }}>{advice}</p>
      {error.code === 'csp' && <pre style={{ overflow: 'auto' }}>{CSP_YAML}</pre>}
      <button type="button" onClick={reload ? () => window.location.reload() : again}>
        {t(reload ? 'action.reload' : 'action.tryAgain')}
      </button>
    </section>
  );
}

const CSP_YAML = `backend:
  csp:
    script-src: ["'self'", "'wasm-unsafe-eval'"]`;

/** Holds an element's place while it is loaded. */
export function Placeholder({ height }: { height: number }) {
  const t = useTranslation();
  return (
    <div role="status" aria-label={t('load.loading')} style={{ ...BOX, minHeight: height, boxSizing: 'border-box' }} />
  );
}
