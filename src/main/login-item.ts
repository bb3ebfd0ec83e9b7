import { app } from 'electron'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Opens the console at login, hidden. Electron does nothing on Linux: there the desktop's autostart entry is written. */
export function setOpenAtLogin(open: boolean): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: open, args: ['--hidden'] })
    return
  }
  const folder = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'autostart')
  const file = join(folder, 'echopilot-console.desktop')
  if (!open) {
    rmSync(file, { force: true })
    return
  }
  const program = app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()]
  const exec = [...program, '--hidden'].map((part) => `"${part.replaceAll(/(["`$\\])/g, '\\$1')}"`).join(' ')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `[Desktop Entry]\nType=Application\nName=${app.name}\nExec=${exec}\nX-GNOME-Autostart-enabled=true\n`)
}
