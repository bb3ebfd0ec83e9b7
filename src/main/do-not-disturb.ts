import { execFile } from 'node:child_process'

/** What this desktop does with a notification now: shows it, keeps it for later, or keeps it quiet. `unknown`: it doesn't tell. */
export type Disturbing = 'allowed' | 'held' | 'quiet' | 'unknown'

/** Asked while somebody waits for a receipt, and only for its words. */
const answerWithinMs = 500

/** Reads a program's output; null when it isn't there, says no, or takes too long. No shell. */
export type Ask = (program: string, args: readonly string[]) => Promise<string | null>

const run: Ask = (program, args) =>
  new Promise((done) => {
    execFile(program, args, { timeout: answerWithinMs, killSignal: 'SIGKILL', windowsHide: true, maxBuffer: 4096 }, (error, output) => done(error ? null : output.trim()))
  })

/** A property of the notification service. One that isn't running is not started for this. */
const property = (ask: Ask, face: string, name: string): Promise<string | null> =>
  ask('busctl', ['--user', '--auto-start=no', 'get-property', 'org.freedesktop.Notifications', '/org/freedesktop/Notifications', face, name])

/** Whether do not disturb is on, as far as the desktop says: KDE and others by a property, dunst by one of its own, GNOME by a setting. */
export async function doNotDisturb(platform: NodeJS.Platform = process.platform, desktop = process.env['XDG_CURRENT_DESKTOP'] ?? '', ask: Ask = run): Promise<Disturbing> {
  if (platform !== 'linux') return 'unknown'
  const isGnome = /gnome|unity/i.test(desktop)
  const [inhibited, paused, banners] = await Promise.all([
    property(ask, 'org.freedesktop.Notifications', 'Inhibited'),
    property(ask, 'org.dunstproject.cmd0', 'paused'),
    // Elsewhere the setting may be left over from another desktop.
    isGnome ? ask('gsettings', ['get', 'org.gnome.desktop.notifications', 'show-banners']) : null,
  ])
  if (paused === 'b true') return 'held'
  if (inhibited === 'b true' || banners === 'false') return 'quiet'
  return [inhibited, paused, banners].some((answer) => answer !== null) ? 'allowed' : 'unknown'
}
