import type { CallName, PushName } from './ipc'

// Apart from the contract, so that preload and the start of the main process carry no schema library.
export const callNames = [
  'snapshot.get',
  'probe.run',
  'settings.get',
  'settings.update',
  'connection.connect',
  'connection.disconnect',
  'google.signIn',
  'google.cancel',
  'notion.dataSources',
  'telegram.findChat',
  'telegram.cancel',
  'telegram.useChat',
  'checks.kinds',
  'checks.try',
  'checks.save',
  'checks.remove',
  'config.export',
  'config.preview',
  'config.apply',
  'jobs.run',
  'jobs.history',
  'incidents.list',
  'incidents.acknowledge',
  'incidents.snooze',
  'incidents.resume',
  'incidents.messages',
  'messages.mute',
  'rules.backtest',
  'forecasts.list',
  'channels.list',
  'channels.test',
  'brief.latest',
  'dialog.pickFolder',
  'dialog.pickFile',
  'open.folder',
  'open.link',
] as const satisfies readonly CallName[]

/** Does not compile when a call of the contract is missing above. */
export const complete: [Exclude<CallName, (typeof callNames)[number]>] extends [never] ? true : never = true

export const callChannel = (name: CallName): string => `call:${name}`
export const pushChannel = (name: PushName): string => `push:${name}`
