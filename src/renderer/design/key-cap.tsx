import './key-cap.css';

/**
 * A key printed where it acts. Hidden from screen readers there, for which the name of the control
 * is enough; `spoken` in the key sheet, which tells all keys in words.
 */
export function KeyCap(props: { readonly children: string; readonly spoken?: boolean }) {
  return (
    <kbd className="key-cap" aria-hidden={props.spoken ? undefined : true}>
      {props.children}
    </kbd>
  );
}
