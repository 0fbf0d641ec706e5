const { contextBridge, ipcRenderer } = require('electron');

const heard = [];

ipcRenderer.on('echo-to-page', (_event, ...args) => heard.push(args));

contextBridge.exposeInMainWorld('bridge', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  heard: () => heard,
  subscribe(channel, listener) {
    const hear = (_event, ...args) => listener(...args);
    ipcRenderer.on(channel, hear);
    return () => {
      ipcRenderer.removeListener(channel, hear);
    };
  },
  subscribeOnce: (channel, listener) => {
    ipcRenderer.once(channel, (_event, ...args) => listener(...args));
  },
  off(channel) {
    const never = () => heard.push(['never']);
    ipcRenderer.on(channel, never);
    ipcRenderer.off(channel, never);
  },
  types: (value) => Object.prototype.toString.call(value),
  same: (value) => value,
  throws() {
    throw new TypeError('from the preload');
  },
  later: async (value) => value,
  rejects: async () => {
    throw new Error('rejected in the preload');
  },
  callTwice: (callback) => [callback(1), callback(2)],
  makeCounter() {
    let count = 0;
    return { next: () => ++count };
  },
  nested: { deep: { value: 42, list: [1, 2, 3] } },
  date: new Date(0),
  argv: process.argv,
  processType: process.type,
  hasRequire: typeof require,
});
