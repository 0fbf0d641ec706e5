import { assert, contract, withPage } from '../support.js';

const covers = ['contextBridge.exposeInMainWorld'];

/** One thing that is true of the bridge, asked in the page. */
function inPage(name, code) {
  contract(name, covers, () =>
    withPage(async (_window, evaluate) => assert.equal(await evaluate(code), true)),
  );
}

inPage('an exposed function answers at once', 'bridge.same(5) === 5');
inPage(
  'nested values are there',
  'bridge.nested.deep.value === 42 && bridge.nested.deep.list[2] === 3',
);
inPage(
  'what is exposed cannot be changed',
  `(() => { try { bridge.nested.deep.value = 1; window.bridge = 1; } catch {}
    return bridge.nested.deep.value === 42 && typeof bridge.same === 'function'; })()`,
);
inPage(
  'an error thrown in the preload is an Error of the page with its message',
  `(() => { try { bridge.throws(); } catch (error) {
    return error instanceof Error && error.message.includes('from the preload'); } })()`,
);
inPage('a promise is a promise of the page', 'bridge.later(3).then((value) => value === 3)');
inPage(
  'a rejection is an Error of the page',
  `bridge.rejects().catch((error) => error instanceof Error
    && error.message.includes('rejected in the preload'))`,
);
inPage(
  'a callback of the page is called at once, and its value is the result',
  'JSON.stringify(bridge.callTwice((x) => x * 10)) === "[10,20]"',
);
inPage(
  'functions inside results work and keep their state',
  '(() => { const c = bridge.makeCounter(); c.next(); return c.next() === 2; })()',
);
inPage(
  'dates, maps and bytes keep their types',
  `bridge.types(new Date()) === '[object Date]' && bridge.types(new Map()) === '[object Map]'
    && bridge.types(new Uint8Array(1)) === '[object Uint8Array]'
    && bridge.same(new Map([[1, 2]])).get(1) === 2 && bridge.date instanceof Date`,
);
inPage('Node stays outside', 'typeof require === "undefined" && typeof process === "undefined"');
inPage('the preload had require', 'bridge.hasRequire === "function"');
