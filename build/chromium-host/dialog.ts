import type * as Electron from 'electron';
import { host } from './host.ts';
import { record } from './recording.ts';
import { guard } from './unsupported.ts';

type Asked = { api: string; options: unknown };
type Answer = (asked: Asked) => unknown;

let answerer: Answer | undefined;

/** Sets who answers dialogs: gets the API's name and options, gives the API's result. */
export function answerDialogs(answer: Answer | undefined): void {
  answerer = answer;
}

/** Dialogs may be given their window first. */
function optionsOf<T>(first: unknown, second: T | undefined): T {
  return second ?? (first as T);
}

async function ask<Result>(api: string, options: unknown, otherwise: Result): Promise<Result> {
  record(api, options);
  return (answerer?.({ api, options }) as Result | undefined) ?? otherwise;
}

/** Dialogs are recorded and, unless a test answers them, answered as if the person pressed Escape. */
export const dialog = guard(
  {
    async showMessageBox(
      first: unknown,
      second?: Electron.MessageBoxOptions,
    ): Promise<Electron.MessageBoxReturnValue> {
      const options = optionsOf<Electron.MessageBoxOptions>(first, second);
      host.say(`${options.title ?? options.type ?? 'Message'}: ${options.message}`);
      const response = options.cancelId ?? 0;
      return ask('dialog.showMessageBox', options, {
        response,
        checkboxChecked: options.checkboxChecked ?? false,
      });
    },

    showErrorBox(title: string, content: string): void {
      record('dialog.showErrorBox', title, content);
      host.say(`${title}: ${content}`);
    },

    async showOpenDialog(
      first: unknown,
      second?: Electron.OpenDialogOptions,
    ): Promise<Electron.OpenDialogReturnValue> {
      const options = optionsOf<Electron.OpenDialogOptions>(first, second);
      return ask('dialog.showOpenDialog', options, { canceled: true, filePaths: [] });
    },

    async showSaveDialog(
      first: unknown,
      second?: Electron.SaveDialogOptions,
    ): Promise<Electron.SaveDialogReturnValue> {
      const options = optionsOf<Electron.SaveDialogOptions>(first, second);
      return ask('dialog.showSaveDialog', options, { canceled: true, filePath: '' });
    },
  } satisfies Pick<
    typeof Electron.dialog,
    'showMessageBox' | 'showErrorBox' | 'showOpenDialog' | 'showSaveDialog'
  >,
  'dialog',
);
