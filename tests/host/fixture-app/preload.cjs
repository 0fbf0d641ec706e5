const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('fixture', {
  greet: (name) => ipcRenderer.invoke('greet', name),
  fail: () => ipcRenderer.invoke('fail'),
  onTick: (listener) => {
    ipcRenderer.on('tick', (_event, count) => listener(count));
  },
});
