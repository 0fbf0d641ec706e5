import type { ReactNode, RefObject } from 'react';
import { Popover as AriaPopover, Dialog } from 'react-aria-components';

/**
 * A small window that belongs to a button. Not modal: the desk behind it goes on, and a press
 * outside or Esc puts it away.
 */
export function Popover(props: {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly placement: 'top end' | 'bottom end';
  readonly className?: string;
  /** Stays until it is put away by its button or Esc. */
  readonly stays?: boolean;
  readonly children: ReactNode;
}) {
  const { anchor, label, isOpen, onClose, placement, className, stays = false, children } = props;
  return (
    <AriaPopover
      className="popover"
      triggerRef={anchor}
      isOpen={isOpen}
      isNonModal
      placement={placement}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      // The button itself opens and closes: a press on it is not a press outside.
      shouldCloseOnInteractOutside={(element) => !stays && !anchor.current?.contains(element)}
    >
      <Dialog className={`popover-dialog ${className ?? ''}`} aria-label={label}>
        {children}
      </Dialog>
    </AriaPopover>
  );
}
