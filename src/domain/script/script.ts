/** A page of a script. Text may hold `{{customer.name.given|fallback}}` placeholders. */
export type ScriptNode =
  /** Read this aloud, then go on to `next`. */
  | {
      readonly kind: 'say';
      readonly id: string;
      readonly title: string;
      readonly text: string;
      readonly hint: string;
      readonly next: string;
    }
  /** Ask, and write what is answered into the answer named `answer`. */
  | {
      readonly kind: 'ask';
      readonly id: string;
      readonly title: string;
      readonly text: string;
      readonly hint: string;
      readonly answer: string;
      readonly input: 'text' | 'number' | 'date';
      readonly next: string;
    }
  /** Ask, and go on by what is chosen. */
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly title: string;
      readonly text: string;
      readonly hint: string;
      /** Name of the answer the choice is kept in, or empty. */
      readonly answer: string;
      readonly choices: readonly ScriptChoice[];
    }
  /** Agree on another time: the page holds the callback's form. Then go on to `next`. */
  | {
      readonly kind: 'callback';
      readonly id: string;
      readonly title: string;
      readonly text: string;
      readonly hint: string;
      /** Who is to call, unless the agent says otherwise. */
      readonly owner: 'mine' | 'anyone';
      /** The disposition a callback made here sets, or empty. */
      readonly dispositionId: string;
      readonly next: string;
    }
  /** What to say when the customer objects: reachable from every page, returns to it. */
  | {
      readonly kind: 'objection';
      readonly id: string;
      readonly title: string;
      /** What the customer says, as the agent would look for it. */
      readonly label: string;
      readonly text: string;
      readonly hint: string;
    }
  /** The talk ends here. */
  | {
      readonly kind: 'end';
      readonly id: string;
      readonly title: string;
      readonly text: string;
      readonly hint: string;
      /** The disposition this end suggests, or empty. */
      readonly dispositionId: string;
    };

export type ScriptChoice = {
  readonly id: string;
  readonly label: string;
  /** The page that follows; empty only with a `dispositionId`. */
  readonly next: string;
  /** Value kept in the node's answer; the label when empty. */
  readonly value: string;
  /** A disposition this choice sets at once, or empty. */
  readonly dispositionId: string;
};

/** A branching script: linked pages, versioned by the center. */
export type Script = {
  readonly format: 'homeline-script/1';
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** BCP 47 tag of the language it is written in. */
  readonly language: string;
  readonly start: string;
  readonly nodes: readonly ScriptNode[];
};
