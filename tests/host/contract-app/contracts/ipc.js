import { ipcMain } from 'electron';
import { assert, contract, next, until, withPage } from '../support.js';

contract(
  'invoke reaches its handler with the sender, and its value comes back',
  [
    'ipcMain.handle',
    'ipcMain.removeHandler',
    'ipcRenderer.invoke',
    'IpcMainInvokeEvent#sender',
    'IpcMainInvokeEvent#senderFrame',
    'WebFrameMain#routingId',
  ],
  () =>
    withPage(async (window, evaluate) => {
      ipcMain.handle('add', (event, a, b) => {
        assert.equal(event.sender, window.webContents);
        assert.equal(event.senderFrame.url, 'app://desk/page.html');
        assert.equal(event.senderFrame.origin, 'app://desk');
        assert.equal(event.senderFrame.parent, null);
        assert.equal(typeof event.senderFrame.routingId, 'number');
        return a + b;
      });
      assert.equal(await evaluate('bridge.invoke("add", 2, 3)'), 5);
      assert.throws(() => ipcMain.handle('add', () => 0), /second handler/);
      ipcMain.removeHandler('add');
      await assert.rejects(
        evaluate('bridge.invoke("add", 2, 3)'),
        /Error invoking remote method 'add': Error: No handler registered for 'add'/,
      );
    }),
);

contract("a handler's failure is a rejection in Electron's words", ['ipcRenderer.invoke'], () =>
  withPage(async (_window, evaluate) => {
    ipcMain.handle('fail', () => {
      throw new TypeError('no such thing');
    });
    const message = await evaluate('bridge.invoke("fail").catch((error) => error.message)');
    ipcMain.removeHandler('fail');
    assert.equal(message, "Error invoking remote method 'fail': TypeError: no such thing");
  }),
);

contract('plain data keeps its types both ways', ['ipcRenderer.invoke'], () =>
  withPage(async (_window, evaluate) => {
    ipcMain.handle('describe', (_event, value) => {
      assert.ok(value.date instanceof Date && value.date.getTime() === 5);
      assert.ok(value.map instanceof Map && value.map.get('k') === 1);
      assert.ok(value.set instanceof Set && value.set.has('s'));
      assert.deepEqual([...value.bytes], [1, 2, 255]);
      assert.equal(value.big, 12345678901234567890n);
      assert.equal(value.missing, undefined);
      assert.ok('missing' in value);
      assert.ok(Number.isNaN(value.nan));
      assert.ok(Object.is(value.negativeZero, -0));
      assert.equal(value.text, 'Nguyễn 客户 \u2028 \0');
      return value;
    });
    const same = await evaluate(`bridge.invoke('describe', {
      date: new Date(5), map: new Map([['k', 1]]), set: new Set(['s']),
      bytes: new Uint8Array([1, 2, 255]), big: 12345678901234567890n, missing: undefined,
      nan: NaN, negativeZero: -0, text: 'Nguyễn 客户 \\u2028 \\0', nested: [{ a: null }],
    }).then((back) => back.date.getTime() === 5 && back.map.get('k') === 1 && back.bytes[2] === 255
      && back.big === 12345678901234567890n && back.nested[0].a === null && back.set.has('s'))`);
    ipcMain.removeHandler('describe');
    assert.equal(same, true);
  }),
);

contract('a result that cannot be cloned is a rejection', ['ipcMain.handle'], () =>
  withPage(async (_window, evaluate) => {
    ipcMain.handle('function', () => ({ call: () => 1 }));
    const message = await evaluate('bridge.invoke("function").catch((error) => error.message)');
    ipcMain.removeHandler('function');
    assert.match(message, /could not be cloned/);
  }),
);

contract(
  'send reaches ipcMain listeners, in order, and once means once',
  [
    'ipcMain.on',
    'ipcMain.once',
    'ipcMain.off',
    'ipcRenderer.send',
    'IpcMainEvent#sender',
    'IpcMainEvent#senderFrame',
  ],
  () =>
    withPage(async (window, evaluate) => {
      const heard = [];
      let onceHeard = 0;
      const listen = (event, value) => {
        assert.equal(event.sender.id, window.webContents.id);
        assert.equal(event.senderFrame.parent, null);
        heard.push(value);
      };
      ipcMain.on('count', listen);
      ipcMain.once('count', () => {
        onceHeard += 1;
      });
      await evaluate('for (let i = 0; i < 50; i++) bridge.send("count", i)');
      await until(() => heard.length === 50);
      assert.deepEqual(heard, [...Array(50).keys()]);
      assert.equal(onceHeard, 1);
      ipcMain.off('count', listen);
      await evaluate('bridge.send("count", 51)');
      const answered = next(ipcMain, 'flush');
      await evaluate('bridge.send("flush")');
      await answered;
      assert.equal(heard.length, 50);
    }),
);

contract(
  'main sends to a page: on, once, off, in order',
  [
    'WebContents#send',
    'ipcRenderer.on',
    'ipcRenderer.once',
    'ipcRenderer.off',
    'ipcRenderer.removeListener',
  ],
  () =>
    withPage(async (window, evaluate) => {
      await evaluate(`window.seen = []; window.seenOnce = [];
        window.stop = bridge.subscribe('tick', (value) => seen.push(value));
        bridge.subscribeOnce('tick', (value) => seenOnce.push(value)); bridge.off('tick');`);
      for (let i = 0; i < 20; i++) window.webContents.send('tick', i);
      await until(async () => (await evaluate('seen.length')) === 20);
      assert.deepEqual(await evaluate('seen'), [...Array(20).keys()]);
      assert.deepEqual(await evaluate('seenOnce'), [0]);
      await evaluate('stop()');
      window.webContents.send('tick', 21);
      window.webContents.send('echo-to-page', 'after');
      await until(async () => (await evaluate('bridge.heard().length')) === 1);
      assert.equal(await evaluate('seen.length'), 20);
    }),
);

contract("a page's own ipc hears only that page", ['WebContents#ipc'], () =>
  withPage((first, inFirst) =>
    withPage(async (_second, inSecond) => {
      first.webContents.ipc.handle('whose', () => 'first');
      assert.equal(await inFirst('bridge.invoke("whose")'), 'first');
      await assert.rejects(inSecond('bridge.invoke("whose")'), /No handler registered/);
    }),
  ),
);

contract('a megabyte goes there and back', ['ipcRenderer.invoke'], () =>
  withPage(async (_window, evaluate) => {
    ipcMain.handle('big', (_event, bytes) => bytes);
    const size = await evaluate(
      'bridge.invoke("big", new Uint8Array(1 << 20).fill(7)).then((b) => b.length * b[9999])',
    );
    ipcMain.removeHandler('big');
    assert.equal(size, 7 * (1 << 20));
  }),
);
