import './key-cap.css';

/** The form of a key that acts now, and the one that acts with another focus. */
export type KeyPrint = { readonly now: string; readonly other: string };

/**
 * A key printed where it acts. Hidden from screen readers there, for which the name of the control
 * is enough; `spoken` in the key sheet, which tells all keys in words. With two forms it is as wide
 * as the wider one.
 */
export function KeyCap(props: { readonly children: string | KeyPrint; readonly spoken?: boolean }) {
  const { children } = props;
  const print = typeof children === 'string' ? { now: children, other: '' } : children;
  return (
    <span className="key-cap-room">
      <kbd className="key-cap" aria-hidden={props.spoken ? undefined : true}>
        {print.now}
      </kbd>
      {print.other !== '' && <kbd className="key-cap key-cap-room-keeper">{print.other}</kbd>}
    </span>
  );
}
