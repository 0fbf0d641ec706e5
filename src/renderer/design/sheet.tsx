import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

/** A modal page over the desk, with its title and a way out: its button, Esc, a press beside it. */
export function Sheet(props: {
  readonly title: string;
  readonly closeLabel: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly className?: string;
  /** Beside the title. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={props.isOpen}
      isDismissable
      onOpenChange={props.onOpenChange}
    >
      <Modal className={`sheet ${props.className ?? ''}`}>
        <Dialog className="sheet-dialog">
          <header className="sheet-head">
            <Heading slot="title" className="sheet-title">
              {props.title}
            </Heading>
            {props.tools}
            <Button slot="close" className="sheet-close" aria-label={props.closeLabel}>
              <X aria-hidden="true" />
            </Button>
          </header>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
