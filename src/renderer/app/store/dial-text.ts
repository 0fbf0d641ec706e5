import { create } from 'zustand';
import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';

type DialText = {
  /** What stands in the dial box. Nothing dials it but the agent. */
  readonly text: string;
  /** Where it came from, while it is unchanged. */
  readonly from: 'typed' | 'last-dialed' | 'link';
  /** Which of the last dialed numbers it is; -1 for none. */
  readonly place: number;
  /** The newest link that was taken in. */
  readonly linkSequence: number;
};

/** The text of the dial box: it outlives tabs and calls, and keys and links fill it too. */
export const useDialText = create<DialText>()(() => ({
  text: '',
  from: 'typed',
  place: -1,
  linkSequence: 0,
}));

export function typeDialText(text: string): void {
  useDialText.setState({ text, from: 'typed', place: -1 });
}

/** Fills in the number dialed last; asked again, the one before it. */
export function takeLastDialed(lastDialed: DeskSnapshot['lastDialed']): void {
  const { from, place } = useDialText.getState();
  const next = from === 'last-dialed' ? (place + 1) % lastDialed.length : 0;
  const last = lastDialed[next];
  if (last) useDialText.setState({ text: last.number, from: 'last-dialed', place: next });
}

/** Fills in what another program's link says, once. */
export function takePhoneLink(link: DeskSnapshot['phoneLink']): void {
  if (!link || link.sequence <= useDialText.getState().linkSequence) return;
  useDialText.setState({
    text: link.text,
    from: 'link',
    place: -1,
    linkSequence: link.sequence,
  });
}
