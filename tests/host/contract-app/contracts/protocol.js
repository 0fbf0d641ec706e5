import { protocol } from 'electron';
import { assert, contract, requests, withPage } from '../support.js';

contract(
  'a privileged scheme is handled; the handler sees the address as the app wrote it',
  [
    'protocol.registerSchemesAsPrivileged',
    'protocol.handle',
    'protocol.isProtocolHandled',
    'protocol.unhandle',
  ],
  async () => {
    assert.equal(protocol.isProtocolHandled('app'), true);
    assert.equal(protocol.isProtocolHandled('none'), false);
    await withPage(() => undefined, { url: 'app://desk/page.html?q=%20a' });
    assert.equal(requests.at(-1).url, 'app://desk/page.html?q=%20a');
    assert.equal(requests.at(-1).method, 'GET');
    assert.throws(() => protocol.handle('app', () => new Response('')));
    protocol.handle('spare', () => new Response(''));
    protocol.unhandle('spare');
    assert.equal(protocol.isProtocolHandled('spare'), false);
  },
);

contract('method, body and headers of a request arrive', ['protocol.handle'], () =>
  withPage(async (_window, evaluate) => {
    const echo = await evaluate(`fetch('/echo', { method: 'POST', body: 'Größe',
      headers: { 'x-test': 'yes' } }).then((response) => response.json())`);
    assert.deepEqual(echo, {
      method: 'POST',
      url: 'app://desk/echo',
      body: 'Größe',
      header: 'yes',
    });
  }),
);

contract('a missing file has its status', ['protocol.handle'], () =>
  withPage(async (_window, evaluate) => {
    assert.equal(await evaluate('fetch("/none.js").then((response) => response.status)'), 404);
  }),
);

contract("a response's Content-Security-Policy is enforced", ['protocol.handle'], () =>
  withPage(
    async (_window, evaluate) => {
      assert.equal(await evaluate('fetch("/echo").then(() => false, () => true)'), true);
    },
    { url: "app://desk/page.html?policy=default-src 'self'; connect-src 'none'" },
  ),
);

contract('two hosts of the scheme are two origins', ['protocol.handle'], () =>
  withPage((_desk, inDesk) =>
    withPage(
      async (_media, inMedia) => {
        await inDesk('localStorage.setItem("mine", "desk")');
        assert.equal(await inMedia('localStorage.getItem("mine")'), null);
        assert.equal(await inDesk('localStorage.getItem("mine")'), 'desk');
      },
      { url: 'app://media/page.html' },
    ),
  ),
);

contract(
  'the page is a secure context with IndexedDB, workers, worklets and WebRTC',
  ['protocol.registerSchemesAsPrivileged'],
  () =>
    withPage(async (_window, evaluate) => {
      assert.equal(await evaluate('isSecureContext'), true);
      assert.equal(
        await evaluate(`new Promise((resolve, reject) => {
          const open = indexedDB.open('contract', 1);
          open.onupgradeneeded = () => open.result.createObjectStore('things');
          open.onerror = () => reject(open.error);
          open.onsuccess = () => {
            const write = open.result.transaction('things', 'readwrite');
            write.objectStore('things').put('value', 'key');
            write.oncomplete = () => resolve('written');
          };
        })`),
        'written',
      );
      assert.equal(
        await evaluate(`new Promise((resolve, reject) => {
          const worker = new Worker('worker.js');
          worker.onerror = (event) => reject(new Error(event.message || 'worker failed'));
          worker.onmessage = ({ data }) => resolve(data);
          worker.postMessage(21);
        })`),
        42,
      );
      assert.equal(
        await evaluate(`(async () => {
          const context = new AudioContext();
          await context.audioWorklet.addModule('worklet.js');
          new AudioWorkletNode(context, 'silent');
          await context.close();
          return 'added';
        })()`),
        'added',
      );
      assert.equal(
        await evaluate(`(async () => {
          const peer = new RTCPeerConnection();
          peer.createDataChannel('x');
          const offer = await peer.createOffer();
          peer.close();
          return offer.type;
        })()`),
        'offer',
      );
    }),
);
