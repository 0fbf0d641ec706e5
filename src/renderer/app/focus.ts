import { useEffect, useRef } from 'react';
import { isText, singleKeyPane } from './keyboard.ts';
import { type FocusPlace, onGoTo } from './store/actions.ts';
import { setOverlay, useSnapshot } from './store/desk-store.ts';
import { turnTo } from './tabs.ts';

const places = {
  today: { tab: 'today', selector: '.place-today :is(button, a, input, [tabindex="0"])' },
  person: { tab: 'person', selector: '.place-person' },
  script: { tab: 'script', selector: `[${singleKeyPane}]` },
  note: { tab: 'summary', selector: '[data-testid="note"]' },
  'dial-box': { tab: 'today', selector: '[data-testid="dial-number"]' },
  /** Its menu opens instead, and gives the focus back. */
  'agent-state': { tab: 'today', selector: null },
} as const satisfies Record<FocusPlace, object>;

/** Puts the caret to a place; where places are tabs, its tab comes first. */
function focusPlace(place: FocusPlace): void {
  const { tab, selector } = places[place];
  turnTo(tab);
  if (selector === null) {
    openAgentState();
    return;
  }
  // At once: what is typed next belongs there, and a letter in the script would be a command. A tab
  // that is only turned to has its place a frame later.
  if (!focusElement(selector)) requestAnimationFrame(() => focusElement(selector));
}

function focusElement(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus();
  // The caret goes behind what stands there already.
  if (element instanceof HTMLTextAreaElement) {
    element.setSelectionRange(element.value.length, element.value.length);
  }
  return element !== null;
}

/**
 * The menu of states hangs on its button, which may be scrolled out of sight: that comes first, and
 * the menu once the scrolling has been told of, for it closes when its button moves away.
 */
function openAgentState(): void {
  const button = document.querySelector('.agent-state-button');
  const topBefore = button?.getBoundingClientRect().top;
  button?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const open = () => setOverlay('agent-state');
  if (button?.getBoundingClientRect().top === topBefore) open();
  else requestAnimationFrame(open);
}

/**
 * The only times the desk moves the focus by itself: to the script at the answer, to the note
 * after the hang-up, and to the script when the focus was lost with what it stood on. Never
 * while the agent is in a text.
 */
export function useFollowedFocus(): void {
  const workId = useSnapshot(({ work }) => work?.workId ?? null);
  const stage = useSnapshot(({ work }) => work?.stage ?? null);
  const established = useSnapshot(({ call }) => call?.signalling === 'established');
  const nodeId = useSnapshot(({ work }) => work?.script?.nodeId ?? null);
  const previous = useRef({ workId, stage, established });

  useEffect(() => onGoTo(focusPlace), []);

  useEffect(() => {
    const before = previous.current;
    previous.current = { workId, stage, established };
    if (workId === null || isText(document.activeElement)) return;
    // Another conversation that is answered or turned to counts as one that begins.
    const answered = established && (!before.established || before.workId !== workId);
    const hungUp = stage === 'wrap-up' && before.stage === 'call' && before.workId === workId;
    if (hungUp) focusPlace('note');
    else if (answered) focusPlace('script');
  }, [workId, stage, established]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page or person may take the focused control away
  useEffect(() => {
    if (workId === null) return;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost) document.querySelector<HTMLElement>(places.script.selector)?.focus();
  }, [workId, nodeId]);
}
