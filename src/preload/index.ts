import { contextBridge, ipcRenderer } from 'electron'
import { callChannel, pushChannel } from '../shared/channel-names'
import type { OpsBridge } from '../shared/ipc'

const ops: OpsBridge = {
  call: (name, input) => ipcRenderer.invoke(callChannel(name), input),
  on(name, listener) {
    const channel = pushChannel(name)
    const forward = (_event: unknown, payload: string) => listener(payload)
    ipcRenderer.on(channel, forward)
    return () => ipcRenderer.off(channel, forward)
  },
}

contextBridge.exposeInMainWorld('ops', ops)
