import type { ActionId } from '../../app/store/keys.ts';

/** The sheet's parts: every command stands in one of them, once. */
export const keyGroups = [
  {
    title: 'keys.call',
    ids: [
      'answer',
      'reject',
      'hang-up',
      'mute',
      'hold',
      'swap',
      'transfer',
      'complete-transfer',
      'join',
      'cancel-transfer',
      'keypad',
      'ready',
      'agent-state',
      'more-time',
    ],
  },
  {
    title: 'keys.work',
    ids: [
      'dial',
      'next',
      'close-preview',
      'promise-callback',
      'do-not-call',
      'undo-do-not-call',
      'open-callback',
    ],
  },
  {
    title: 'keys.people',
    ids: ['find-customer', 'correct-person', 'add-promise', 'send-edit'],
  },
  { title: 'keys.script', ids: ['script-next', 'script-back', 'jump'] },
  {
    title: 'keys.places',
    ids: [
      'go-to-today',
      'go-to-person',
      'go-to-script',
      'go-to-note',
      'go-to-dial-box',
      'redial',
      'floor',
      'callbacks',
      'my-calls',
      'receipts',
      'voice',
      'black-box',
      'devices',
      'settings',
      'key-sheet',
    ],
  },
  { title: 'keys.window', ids: ['compact', 'text-larger', 'text-smaller', 'text-normal'] },
] as const satisfies readonly { title: string; ids: readonly ActionId[] }[];
