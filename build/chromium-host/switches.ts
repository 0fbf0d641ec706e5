/** Switches whose values are lists: several givers are merged, not overwritten. */
const LISTS = new Set([
  'disable-features',
  'enable-features',
  'disable-blink-features',
  'enable-blink-features',
  'js-flags',
]);

/** Switches of the host or of Node, which Chromium must not see. */
const NOT_FOR_CHROMIUM =
  /^(app|inspect|inspect-brk|inspect-port|user-data-dir|version|remote-debugging-pipe)$/;

export type Switches = Map<string, string>;

/** `--name=value` or `--name` as a pair, or undefined for a positional argument. */
export function parseSwitch(argument: string): [name: string, value: string] | undefined {
  const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
  return match?.[1] === undefined ? undefined : [match[1], match[2] ?? ''];
}

/** Adds one switch: lists grow, anything else is replaced by the later giver. */
export function addSwitch(switches: Switches, name: string, value: string): void {
  const before = switches.get(name);
  if (!LISTS.has(name) || before === undefined || before === '') {
    switches.set(name, value);
    return;
  }
  const separator = name === 'js-flags' ? ' ' : ',';
  const parts = [...before.split(separator), ...value.split(separator)].filter((part) => part);
  switches.set(name, [...new Set(parts)].join(separator));
}

/** The argument list for Chromium. */
export function toArguments(switches: Switches): string[] {
  return [...switches]
    .filter(([name]) => !NOT_FOR_CHROMIUM.test(name))
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}

/** Splits a command line from the environment; double or single quotes keep spaces together. */
export function splitCommandLine(text: string): string[] {
  const parts = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return parts.map((part) => part.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
