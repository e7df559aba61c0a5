import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { bridgeOver } from '../shared/bridge.ts';

const bridge = bridgeOver({
  invoke: (channel, input) => ipcRenderer.invoke(channel, input),
  // Refused for anything but a file, and '' for one that no disk has.
  pathOf: (file) => webUtils.getPathForFile(file as File),
  listen: (channel, heard) => {
    // The page never sees the IPC event: it would hand it the sender.
    const told = (_: unknown, payload: unknown): void => heard(payload);
    ipcRenderer.on(channel, told);
    return () => void ipcRenderer.removeListener(channel, told);
  },
});
contextBridge.exposeInMainWorld('holdfast', bridge);
