import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { KnownEvents } from './emitter.ts';
import { guard, unsupportedModule } from './unsupported.ts';
import { ELECTRON_VERSION } from './versions.ts';

class Lamp extends KnownEvents {
  #on = false;
  static made = 0;

  constructor() {
    super('lamp', ['switched']);
  }

  toggle(): boolean {
    this.#on = !this.#on;
    return this.#on;
  }
}

class Other extends KnownEvents {
  constructor() {
    super('other', []);
  }
}

const lamp = guard(new Lamp(), 'lamp') as Lamp & Record<string, () => void>;
guard(Lamp, 'Lamp');
const other = guard(new Other(), 'other') as Other & Record<string, unknown>;

it('throws by name for what is missing, and for an event nobody emits', () => {
  expect(() => lamp['dim']?.()).toThrow('unsupported by the Chromium host: lamp.dim');
  expect(() => other['dim']).toThrow('unsupported by the Chromium host: other.dim');
  expect(() => (Lamp as unknown as Record<string, unknown>)['all']).toThrow(/Lamp\.all/);
  expect(() => lamp.on('broken', () => undefined)).toThrow(/lamp\.on\('broken'\)/);
  expect(() => lamp.once('broken', () => undefined)).toThrow(/lamp\.on\('broken'\)/);
});

it('leaves what is there as it was', () => {
  expect([lamp.toggle(), lamp.toggle(), Lamp.made]).toEqual([true, false, 0]);
  let heard = 0;
  lamp.once('switched', () => heard++);
  lamp.emit('switched');
  lamp.emit('switched');
  expect(heard).toBe(1);
  expect(lamp.toggle).toBe(lamp.toggle);
});

it('can be inspected, awaited and written as JSON', async () => {
  expect(inspect(lamp)).toContain('Lamp');
  expect(await lamp).toBe(lamp);
  expect(() => JSON.stringify(other)).not.toThrow();
});

it('lets a whole module be imported but not used', () => {
  const net = unsupportedModule('net') as { request(): void; new (): object };
  expect(() => net.request()).toThrow('unsupported by the Chromium host: net.request');
  expect(() => new net()).toThrow('unsupported by the Chromium host: net');
});

it('copies the Electron that package.json pins', () => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(manifest).devDependencies.electron).toBe(ELECTRON_VERSION);
});
