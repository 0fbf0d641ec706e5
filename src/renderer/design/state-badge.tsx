import './state-badge.css';

/** A state of the desk: it has a color, a word and a shape, never a color alone. */
export type DeskTone = 'ready' | 'away' | 'ring' | 'talk' | 'hold' | 'danger' | 'wrap';

export type StateShape = 'dot' | 'ring' | 'triangle' | 'bars' | 'square' | 'half' | 'slash';

export type StateBadgeProps = {
  readonly tone: DeskTone;
  readonly shape: StateShape;
  readonly word: string;
  /** Running time, as text. */
  readonly time?: string | undefined;
  readonly testId?: string;
};

export function StateBadge({ tone, shape, word, time, testId }: StateBadgeProps) {
  return (
    <div className={`state-badge state-${tone}`} data-testid={testId} data-state={tone}>
      <StateMark shape={shape} />
      <span className="state-word">{word}</span>
      {time !== undefined && <span className="state-time">{time}</span>}
    </div>
  );
}

/** The shape alone, 10 by 10. */
export function StateMark({ shape }: { readonly shape: StateShape }) {
  return (
    <svg className="state-mark" viewBox="0 0 10 10" aria-hidden="true">
      {drawings[shape]}
    </svg>
  );
}

const drawings = {
  dot: <circle cx="5" cy="5" r="5" />,
  ring: <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="2" />,
  triangle: <path d="M5 0.5 10 9.5H0Z" />,
  bars: <path d="M1 0h3v10H1zM6 0h3v10H6z" />,
  square: <rect x="0.5" y="0.5" width="9" height="9" rx="1.5" />,
  half: (
    <>
      <circle cx="5" cy="5" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 0.75a4.25 4.25 0 0 0 0 8.5z" />
    </>
  ),
  slash: (
    <>
      <circle cx="5" cy="5" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M1.8 8.2 8.2 1.8" stroke="currentColor" strokeWidth="1.75" />
    </>
  ),
} as const;
