import type { CSSProperties } from 'react';

/** Style of the boxes in place of an element, in the colors of Backstage's theme. */
export const BOX: CSSProperties = {
  background: 'var(--bui-bg-neutral-1, Canvas)',
  color: 'var(--bui-fg-primary, CanvasText)',
  borderRadius: 'var(--bui-radius-3, 8px)',
  padding: 'var(--bui-space-4, 16px)',
  font: '14px / 1.5 var(--bui-font-regular, system-ui, sans-serif)',
};
