import { useTranslation } from '../hooks/useTranslation';
import { BOX } from './boxStyle';

/** Reserves an element's space while it loads. */
export function Placeholder({ height }: { height: number }) {
  const t = useTranslation();
  return (
    <div role="status" aria-label={t('load.loading')} style={{ ...BOX, minHeight: height, boxSizing: 'border-box' }} />
  );
}
