import { dialog, type BrowserWindow } from 'electron'

/** A folder or file the user picks; null when they changed their mind. */
export async function pick(parent: BrowserWindow | null, title: string, property: 'openDirectory' | 'openFile'): Promise<string | null> {
  const options = { title, properties: [property] }
  const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}

/** Where something is to be written; null when they changed their mind. */
export async function saveAs(parent: BrowserWindow | null, title: string, name: string, extension: string): Promise<string | null> {
  const options = { title, defaultPath: name, filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }
  const { filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
  return filePath || null
}
