import type { CoderRowsChange } from 'backstage-plugin-coder-element';
import type { HTMLAttributes, ReactNode } from 'react';
import { ShadowPartsElement } from './ShadowPartsElement';
import type { ShadowTarget } from './useShadowParts';
import { useWorkspacesCardContext } from './useWorkspacesCardContext';

/** Attributes that every HTML element accepts; element-specific ones are passed separately. */
export type HostProps = HTMLAttributes<HTMLElement>;

interface CardPartProps {
  name: string;
  attributes?: Record<string, string | undefined>;
  /** Attributes of the part itself. */
  hostProps?: HostProps;
  shadowTargets?: readonly ShadowTarget[];
  onRowsChange?: (change: CoderRowsChange) => void;
  children?: ReactNode;
}

/** A card part. A change of an attribute that is read only once requires a new element, hence a new `key`. */
export function CardPart({ name, attributes, onRowsChange, ...rest }: CardPartProps) {
  useWorkspacesCardContext();
  return (
    <ShadowPartsElement
      tag="coder-card-part"
      attributes={{ name, ...attributes }}
      properties={{}}
      on={{ 'coder-rows-change': event => onRowsChange?.(event.detail) }}
      {...rest}
    />
  );
}

/** Returns the value of a boolean attribute, which is present or absent. */
export const booleanAttribute = (value: unknown) => (value ? '' : undefined);
