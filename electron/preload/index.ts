import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge } from '#shared/bridge'

const bridge: Bridge = {
  call: (method, input, callId) => ipcRenderer.invoke('api', method, input, callId),
  on: (push, listener) => {
    const hear = (_event: unknown, name: string, payload: unknown) => {
      if (name === push) listener(payload)
    }
    ipcRenderer.on('push', hear)
    return () => ipcRenderer.removeListener('push', hear)
  }
}
contextBridge.exposeInMainWorld('oplog', bridge)
