import { contextBridge, ipcRenderer } from 'electron';
import { bridgeOver } from '../shared/bridge.ts';

const bridge = bridgeOver({
  invoke: (channel, input) => ipcRenderer.invoke(channel, input),
  listen: (channel, heard) => {
    // The page never sees the IPC event: it would hand it the sender.
    const told = (_: unknown, payload: unknown): void => heard(payload);
    ipcRenderer.on(channel, told);
    return () => void ipcRenderer.removeListener(channel, told);
  },
});
contextBridge.exposeInMainWorld('holdfast', bridge);
