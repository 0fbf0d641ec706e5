/**
 * Lists each Electron API that src/main and src/preload use, in build/chromium-host/used-apis.json:
 * `node build/electron-apis.ts` writes it, and a test keeps it fresh. Names are written as
 * `app.quit`, `app.on('ready')`, `BrowserWindow.getAllWindows`, `BrowserWindow#show`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Declarations, hasMember, parseDeclarations } from './electron-declarations.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
export const listFile = join(repository, 'build', 'chromium-host', 'used-apis.json');

/** Properties whose type is known wherever they are read. */
const PROPERTY_TYPES: Record<string, string> = {
  webContents: 'WebContents',
  sender: 'WebContents',
  defaultSession: 'Session',
  session: 'Session',
  senderFrame: 'WebFrameMain',
  mainFrame: 'WebFrameMain',
  webRequest: 'WebRequest',
};

/** Parameters of callbacks that carry no annotation, by what the file imports. */
const PARAMETER_TYPES: Record<string, Record<string, string>> = {
  ipcMain: { event: 'IpcMainInvokeEvent' },
  session: { contents: 'WebContents', webContents: 'WebContents' },
};

/** Emitters whose event names are the app's own channels. */
const CHANNELS = new Set(['ipcMain', 'ipcRenderer']);

/** The APIs one file uses, in no order. */
export function apisOf(source: string, declarations: Declarations): Set<string> {
  const code = withoutComments(source);
  const imports = importsOf(code);
  const used = new Set<string>();
  if (imports.size === 0) return used;
  const variables = variableTypes(code, imports, declarations);
  for (const [name, api] of imports) moduleUses(code, name, api, used);
  for (const [, receiver = '', member = '', event] of code.matchAll(
    /\b([A-Za-z_$][\w$]*)(?=(?:\(\))?\s*\??\.\s*([A-Za-z_$][\w$]*)(?:\s*\(\s*'([^']*)')?)/g,
  )) {
    const type = imports.has(receiver)
      ? undefined
      : (variables.get(receiver) ?? PROPERTY_TYPES[receiver]);
    if (type === undefined || !hasMember(declarations, type, member)) continue;
    used.add(withEvent(`${type}#${member}`, member, event));
  }
  return used;
}

/** `x.on` of a named event becomes `x.on('event')`; `once` counts as `on`. */
function withEvent(api: string, member: string, event: string | undefined): string {
  if (event === undefined || !['on', 'once', 'addListener'].includes(member)) return api;
  return `${api.slice(0, -member.length)}on('${event}')`;
}

function moduleUses(code: string, name: string, api: string, used: Set<string>): void {
  if (new RegExp(`\\bnew\\s+${name}\\s*\\(`).test(code)) used.add(api);
  const access = new RegExp(
    `\\b${name}\\s*\\??\\.\\s*(\\w+)(?:\\s*\\??\\.\\s*(\\w+))?(?:\\s*\\(\\s*'([^']*)')?`,
    'g',
  );
  for (const [, member = '', second, text] of code.matchAll(access)) {
    if (member === 'commandLine' && second !== undefined) used.add(`${api}.${member}.${second}`);
    else if (second !== undefined && PROPERTY_TYPES[member] !== undefined) {
      used.add(`${api}.${member}`);
      used.add(withEvent(`${PROPERTY_TYPES[member]}#${second}`, second, text));
    } else {
      const isChannel = CHANNELS.has(api);
      used.add(withEvent(`${api}.${member}`, member, isChannel ? undefined : text));
    }
  }
}

/** Names in scope, with the API each stands for; types come along, for the variables they name. */
function importsOf(code: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [, list = ''] of code.matchAll(
    /import\s+(?:type\s+)?\{([^}]*)\}\s*from\s*'electron(?:\/\w+)?'/g,
  )) {
    for (const part of list.split(',')) {
      const [, api, alias] = /^\s*(?:type\s+)?(\w+)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
      if (api !== undefined) names.set(alias ?? api, api);
    }
  }
  return names;
}

/** Variables, parameters and properties of a file whose Electron type can be read off the text. */
function variableTypes(
  code: string,
  imports: Map<string, string>,
  declarations: Declarations,
): Map<string, string> {
  const types = new Map<string, string>();
  for (const api of imports.values()) {
    for (const [name, type] of Object.entries(PARAMETER_TYPES[api] ?? {})) types.set(name, type);
  }
  for (const [name, api] of imports) {
    if (!declarations.has(api)) continue;
    const annotated = new RegExp(`(\\w+)\\??\\s*:\\s*(?:\\(\\)\\s*=>\\s*)?${name}\\b`, 'g');
    const made = new RegExp(`(\\w+)\\s*=\\s*new\\s+${name}\\b`, 'g');
    for (const pattern of [annotated, made]) {
      for (const [, variable = ''] of code.matchAll(pattern)) types.set(variable, api);
    }
  }
  // `const contents = window.webContents`, then `const other = contents`.
  for (let round = 0; round < 2; round++) {
    for (const [, variable = '', tail = ''] of code.matchAll(
      /\b(?:const|let)\s+(\w+)(?:\s*:[^=;]+)?\s*=\s*(?:await\s+)?[\w$.?()]*?(\w+)(?:\(\))?;/g,
    )) {
      const type = types.get(tail) ?? PROPERTY_TYPES[tail];
      if (type !== undefined && !types.has(variable)) types.set(variable, type);
    }
  }
  return types;
}

function withoutComments(source: string): string {
  return source.replace(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_match, text: string | undefined) => text ?? ' ',
  );
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The list of the app as it is, as the file's text. */
export function listApis(root = repository): string {
  const declarations = parseDeclarations(
    readFileSync(join(root, 'node_modules', 'electron', 'electron.d.ts'), 'utf8'),
  );
  const apis = new Set<string>();
  for (const folder of ['src/main', 'src/preload']) {
    for (const file of sourcesUnder(join(root, folder))) {
      for (const api of apisOf(readFileSync(file, 'utf8'), declarations)) apis.add(api);
    }
  }
  return `${JSON.stringify({ apis: [...apis].sort() }, null, 2)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(listFile, listApis());
}
