import type { KeyValueFile, OpenFile } from '../host/settings-store'

/** The settings file as the app writes it: conf is what electron-store is made of. */
export const openSettingsFile: OpenFile = async ({ name, ...options }) => {
  const { default: Conf } = await import('conf')
  return new Conf({ ...options, configName: name } as never) as unknown as KeyValueFile
}
