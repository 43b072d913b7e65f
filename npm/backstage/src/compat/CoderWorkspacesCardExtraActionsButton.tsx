import { useRef, type ButtonHTMLAttributes } from 'react';
import { CardPart, booleanAttribute, type HostProps } from './CardPart';
import type { MuiCompatProps } from './MuiCompatProps';

/** Props of {@link CoderWorkspacesCardExtraActionsButton}. */
export interface CoderWorkspacesCardExtraActionsButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'id' | 'aria-controls'>, MuiCompatProps {
  /** Replacement for the button's tooltip and label. */
  tooltipText?: string;
  /** Callback for the closing of the menu, with Material UI's reasons. */
  onClose?: (event: object, reason: ClosingReason) => void;
}

type ClosingReason = 'backdropClick' | 'escapeKeyDown' | 'tabKeyDown';

const CLOSING_REASONS: Record<string, ClosingReason> = { Escape: 'escapeKeyDown', Tab: 'tabKeyDown' };

/** The menu with "Refresh" and "Unlink". */
export function CoderWorkspacesCardExtraActionsButton(props: CoderWorkspacesCardExtraActionsButtonProps) {
  const {
    tooltipText,
    onClose,
    tooltipProps: _,
    toolTipProps: __,
    tooltipRef: ___,
    menuProps: ____,
    disabled,
    ...hostProps
  } = props;
  const lastKey = useRef('');
  const remember = (event: Event) => {
    lastKey.current = (event as KeyboardEvent).key;
  };
  return (
    <CardPart
      name="extra-actions"
      hostProps={hostProps as HostProps}
      shadowTargets={[
        {
          selector: '[part~=actions-button]',
          attributes: { title: tooltipText, 'aria-label': tooltipText, disabled: booleanAttribute(disabled) },
          // The button still receives keys until the menu takes the focus, shortly after it opens.
          on: { keydown: remember },
        },
        {
          selector: '[part~=menu]',
          on: {
            keydown: remember,
            beforetoggle: event => {
              if ((event as ToggleEvent).newState === 'open') lastKey.current = '';
            },
            toggle: event => {
              if ((event as ToggleEvent).newState === 'closed')
                onClose?.(event, CLOSING_REASONS[lastKey.current] ?? 'backdropClick');
            },
          },
        },
      ]}
    />
  );
}
