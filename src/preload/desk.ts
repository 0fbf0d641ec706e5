import { contextBridge, ipcRenderer } from 'electron';
import { type DeskApi, deskChannels } from '../contract/ipc/desk-bridge.ts';

/** The desk page's only way out: seven functions, plain data, nothing of Electron itself. */
const api: DeskApi = {
  connect: () => ipcRenderer.invoke(deskChannels.connect),
  command: (command) => ipcRenderer.invoke(deskChannels.command, command),
  floor: (request) => ipcRenderer.invoke(deskChannels.floor, request),
  onSnapshot: (listener) => listen(deskChannels.snapshot, listener),
  onRecords: (listener) => listen(deskChannels.records, listener),
  onLevels: (listener) => listen(deskChannels.levels, listener),
  onQuality: (listener) => listen(deskChannels.quality, listener),
};

function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const hear = (_event: unknown, value: T) => listener(value);
  ipcRenderer.on(channel, hear);
  return () => {
    ipcRenderer.removeListener(channel, hear);
  };
}

contextBridge.exposeInMainWorld('homeline', api);
