import type { ComponentType, ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import './button.css';
import { KeyCap, type KeyPrint } from './key-cap.tsx';

export type ButtonTone =
  | 'plain'
  | 'quiet'
  | 'primary'
  | 'danger'
  | 'danger-line'
  | 'muted-on'
  | 'hold-on'
  | 'answer';

/** An icon of 16 px; it is decoration, the words name the button. */
export type ButtonIcon = ComponentType<{ className?: string }>;

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & {
  readonly tone?: ButtonTone;
  readonly size?: 'normal' | 'small';
  readonly icon?: ButtonIcon;
  /** The key that acts now, printed on the button. */
  readonly keyPrint?: KeyPrint;
  readonly testId?: string;
  readonly children: ReactNode;
};

export function Button(props: ButtonProps) {
  const {
    tone = 'plain',
    size = 'normal',
    icon: Icon,
    keyPrint,
    testId,
    children,
    ...rest
  } = props;
  return (
    <AriaButton {...rest} data-testid={testId} className={`button button-${tone} button-${size}`}>
      {Icon && <Icon aria-hidden="true" className="button-icon" />}
      <span className="button-label">{children}</span>
      {keyPrint && <KeyCap>{keyPrint}</KeyCap>}
    </AriaButton>
  );
}
