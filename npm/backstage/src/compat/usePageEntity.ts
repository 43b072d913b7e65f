import { useAsyncEntity } from '@backstage/plugin-catalog-react';
import type { CoderEntity } from 'backstage-plugin-coder-element';
import { useRef } from 'react';

/**
 * Returns the page's entity; `undefined` if it is not requested or not known yet. If it is requested outside of an
 * entity page, the hook throws.
 */
export function usePageEntity(readEntityData: boolean): CoderEntity | undefined {
  const initial = useRef(readEntityData).current;
  if (readEntityData !== initial)
    throw new Error('The value of "readEntityData" is not allowed to change across re-renders');
  // The flag never changes, so the order of hooks is stable.
  // eslint-disable-next-line react-hooks/rules-of-hooks
  const { entity } = readEntityData ? useAsyncEntity() : { entity: undefined };
  return entity as unknown as CoderEntity | undefined;
}
