import type { Ref } from 'react';

/**
 * Props that the React plugin passes to Material UI's tooltip and menu. Ignored: the elements use the browser's
 * own.
 */
export interface MuiCompatProps {
  tooltipProps?: object;
  toolTipProps?: object;
  tooltipRef?: Ref<unknown>;
  menuProps?: object;
}
