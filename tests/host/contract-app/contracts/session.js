import { session } from 'electron';
import { assert, contract, until, withPage } from '../support.js';

const microphone = `navigator.mediaDevices.getUserMedia({ audio: true }).then(
  (stream) => { stream.getTracks().forEach((track) => track.stop()); return 'granted'; },
  (error) => error.name)`;

contract(
  'permission handlers decide per origin; a denial is NotAllowedError in the page',
  [
    'session.defaultSession',
    'Session#setPermissionRequestHandler',
    'Session#setPermissionCheckHandler',
  ],
  async () => {
    const current = session.defaultSession;
    const asked = [];
    current.setPermissionRequestHandler((contents, permission, answer, details) => {
      asked.push([permission, new URL(contents.getURL()).host, details.requestingUrl]);
      answer(permission === 'media' && new URL(details.requestingUrl).host === 'media');
    });
    current.setPermissionCheckHandler(
      (_contents, permission, origin) => permission === 'media' && new URL(origin).host === 'media',
    );
    try {
      await withPage(async (_window, evaluate) => {
        assert.equal(await evaluate(microphone), 'NotAllowedError');
      });
      await withPage(
        async (_window, evaluate) => {
          assert.equal(await evaluate(microphone), 'granted');
        },
        { url: 'app://media/page.html' },
      );
      assert.ok(asked.some(([permission]) => permission === 'media'));
    } finally {
      current.setPermissionRequestHandler(null);
      current.setPermissionCheckHandler(null);
    }
  },
);

contract(
  'WebHID is there, offers nothing unasked, and its handlers are accepted',
  ['Session#setDevicePermissionHandler', "Session#on('select-hid-device')", 'Session#on'],
  async () => {
    const current = session.defaultSession;
    const select = (event, _details, callback) => {
      event.preventDefault();
      callback('');
    };
    current.setDevicePermissionHandler(() => false);
    current.on('select-hid-device', select);
    await withPage(async (_window, evaluate) => {
      assert.deepEqual(await evaluate('navigator.hid.getDevices().then((all) => all.length)'), 0);
    });
    current.off('select-hid-device', select);
    current.setDevicePermissionHandler(null);
  },
);

contract(
  'a request can be cancelled before it is made',
  ['Session#webRequest', 'WebRequest#onBeforeRequest'],
  () =>
    withPage(async (_window, evaluate) => {
      const seen = [];
      session.defaultSession.webRequest.onBeforeRequest(
        { urls: ['app://*/*'] },
        (details, answer) => {
          seen.push(details.url);
          answer({ cancel: details.url.endsWith('/echo') });
        },
      );
      try {
        assert.equal(
          await evaluate('fetch("/echo").then(() => "got", () => "cancelled")'),
          'cancelled',
        );
        await until(() => seen.includes('app://desk/echo'));
      } finally {
        session.defaultSession.webRequest.onBeforeRequest(null);
      }
      assert.equal(await evaluate('fetch("/echo").then((response) => response.status)'), 200);
    }),
);

contract('stored data can be cleared', ['Session#clearStorageData'], () =>
  withPage(async (_window, evaluate) => {
    await evaluate('localStorage.setItem("left", "over")');
    await session.defaultSession.clearStorageData({ storages: ['localstorage'] });
    await until(async () => (await evaluate('localStorage.getItem("left")')) === null);
  }),
);

contract(
  'a page that may use the microphone can choose a loudspeaker and hold a WebRTC call',
  ['Session#setPermissionRequestHandler'],
  () =>
    withPage(
      async (_window, evaluate) => {
        const outcome = await evaluate(`(async () => {
          const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
          const devices = await navigator.mediaDevices.enumerateDevices();
          const output = devices.find(({ kind }) => kind === 'audiooutput');
          const audio = new Audio();
          await audio.setSinkId(output.deviceId);
          const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
          here.onicecandidate = ({ candidate }) => there.addIceCandidate(candidate);
          there.onicecandidate = ({ candidate }) => here.addIceCandidate(candidate);
          const heard = new Promise((resolve) => { there.ontrack = ({ track }) => resolve(track.kind); });
          const connected = new Promise((resolve) => {
            here.onconnectionstatechange = () => here.connectionState === 'connected' && resolve();
          });
          for (const track of stream.getTracks()) here.addTrack(track, stream);
          await here.setLocalDescription();
          await there.setRemoteDescription(here.localDescription);
          await there.setLocalDescription();
          await here.setRemoteDescription(there.localDescription);
          await connected;
          const kind = await heard;
          here.close();
          there.close();
          stream.getTracks().forEach((track) => track.stop());
          return [kind, audio.sinkId === output.deviceId, output.label !== ''];
        })()`);
        assert.deepEqual(outcome, ['audio', true, true]);
      },
      { url: 'app://media/page.html', webPreferences: { backgroundThrottling: false } },
    ),
);
