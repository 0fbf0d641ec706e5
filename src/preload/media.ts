import { contextBridge, ipcRenderer } from 'electron';
import { type MediaBridge, mediaChannels } from '../contract/ipc/media-bridge.ts';

/** Everything the media page can reach of the outside: three channels to main. */
const bridge: MediaBridge = {
  onRequest(listener) {
    ipcRenderer.on(mediaChannels.request, (_event, id: number, request: unknown) => {
      listener(id, request);
    });
  },
  reply(id, reply) {
    ipcRenderer.send(mediaChannels.reply, { id, reply });
  },
  event(event) {
    ipcRenderer.send(mediaChannels.event, event);
  },
};

contextBridge.exposeInMainWorld('homelineMedia', bridge);
