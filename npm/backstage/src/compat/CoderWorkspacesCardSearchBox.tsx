import type { FieldsetHTMLAttributes, Ref } from 'react';
import { CardPart, type HostProps } from './CardPart';

/** Props of {@link CoderWorkspacesCardSearchBox}. */
export interface CoderWorkspacesCardSearchBoxProps extends Omit<
  FieldsetHTMLAttributes<HTMLFieldSetElement>,
  'children' | 'aria-labelledby'
> {
  searchInputRef?: Ref<HTMLInputElement>;
  clearButtonRef?: Ref<HTMLButtonElement>;
  labelWrapperClassName?: string;
  clearButtonClassName?: string;
  searchInputClassName?: string;
}

/** The search box. */
export function CoderWorkspacesCardSearchBox(props: CoderWorkspacesCardSearchBoxProps) {
  const {
    searchInputRef,
    clearButtonRef,
    labelWrapperClassName,
    clearButtonClassName,
    searchInputClassName,
    ...hostProps
  } = props;
  return (
    <CardPart
      name="search-box"
      hostProps={hostProps as HostProps}
      shadowTargets={[
        { selector: '[part~=search-box]', className: labelWrapperClassName },
        { selector: '[part~=search-input]', className: searchInputClassName, ref: searchInputRef as Ref<never> },
        { selector: '[part~=search-clear]', className: clearButtonClassName, ref: clearButtonRef as Ref<never> },
      ]}
    />
  );
}
