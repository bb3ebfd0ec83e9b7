import type { ComponentView, Point, Status } from '../../../src/shared/model'
import { component } from '../../unit/renderer/fixtures'
import { ago, day, hour, minute, now, second } from './clock'

/** A line that is never straight and always the same. */
export const wave = (step: number, middle: number, swing: number): number => Math.round(middle + swing * (Math.sin(step / 3) + 0.6 * Math.sin(step * 1.7)))

const looks = 40
const history = (everyMs: number, middle: number, swing: number, last: Status = 'ok'): Point[] =>
  Array.from({ length: looks }, (_, step) => {
    const isLast = step === looks - 1
    return { at: ago((looks - 1 - step) * everyMs), status: isLast ? last : 'ok', value: wave(step, middle, swing) }
  })

const remote = (more: Partial<ComponentView>, middle: number): ComponentView =>
  component({ checkedAt: ago(40 * second), since: ago(6 * day), nextAt: now + 260 * second, latencyMs: middle, figure: null, history: history(5 * minute, middle, middle / 6), ...more })

const notion = remote({ target: 'notion', kind: 'notion', title: 'Notion', message: 'Workspace “Home” answers.', detail: { name: 'EchoPilot', workspace: 'Home' } }, 182)
const drive = remote({ target: 'drive', kind: 'drive', title: 'Google Drive', figure: '41 % of 15 GB', detail: { account: 'founder@example.com', usedBytes: 6.2e9, limitBytes: 15e9 } }, 240)
const stripe = remote({ target: 'stripe', kind: 'stripe', title: 'Stripe (test)', message: 'The key is in test mode, as expected.', detail: { livemode: false } }, 310)

const ticks = component({
  target: 'scheduler_tick',
  kind: 'scheduler-tick',
  title: 'Scheduler tick',
  reach: 'local',
  unit: 'gaps',
  figure: '0 gaps in 24 h',
  checkedAt: ago(5 * second),
  since: ago(9 * day),
  history: history(minute, 0, 0),
  detail: { schedulers: [{ name: 'The console’s own scheduler', state: 'ok', lastTickAt: ago(5 * second), gaps24h: 0, longestGapMs: 0, gaps: [{ kind: 'asleep', from: ago(9 * hour), to: ago(3 * hour), gaps: 0 }] }] },
})

const filesystem = { mount: '/', device: 'disk', type: 'ext4', sizeBytes: 476e9, usedBytes: 290e9, availableBytes: 186e9, usedPercent: 61 }
const disk = component({
  target: 'disk_ok',
  kind: 'disk',
  title: 'Disk',
  reach: 'local',
  unit: 'percent',
  figure: '61 % of 476 GB',
  checkedAt: ago(20 * second),
  since: ago(30 * day),
  history: history(hour, 60, 1),
  detail: { filesystems: [filesystem, { ...filesystem, mount: '/srv', device: 'data', sizeBytes: 2e12, usedBytes: 0.5e12, availableBytes: 1.5e12, usedPercent: 25 }] },
})

const shop = remote({ target: 'shop-website', kind: 'http', title: 'Shop website', builtIn: false, figure: '200 OK' }, 95)
const certificate = remote({ target: 'shop-certificate', kind: 'tls-certificate', title: 'Shop certificate', builtIn: false, unit: 'days', figure: '62 days left', latencyMs: 34 }, 62)

/** All of them well. */
export const well: readonly ComponentView[] = [notion, drive, stripe, ticks, disk, shop, certificate]

const off = (target: string, title: string): ComponentView =>
  component({
    target,
    kind: target,
    title,
    status: 'off',
    look: 'off',
    code: 'not_configured',
    message: 'Not set up.',
    checkedAt: null,
    since: null,
    action: { label: 'Connect', do: { kind: 'settings', section: target } },
  })

/** Of a console that was just started: this computer is there already. */
export const fresh: readonly ComponentView[] = [off('notion', 'Notion'), off('drive', 'Google Drive'), off('stripe', 'Stripe'), { ...ticks, history: [], detail: {}, since: ago(50 * second) }, { ...disk, history: [] }]

const fails = (view: ComponentView, more: Partial<ComponentView>): ComponentView => ({ ...view, status: 'fail', look: 'fail', since: ago(2 * hour), history: history(5 * minute, 300, 40, 'fail'), ...more })

/** Each state once, and each kind of next step. */
export const unwell: readonly ComponentView[] = [
  notion,
  fails(drive, {
    code: 'auth_invalid',
    message: 'Google refuses the sign-in: it was revoked.',
    hint: 'Sign in again; nothing else is lost.',
    figure: null,
    action: { label: 'Sign in', do: { kind: 'settings', section: 'drive' } },
  }),
  fails(stripe, {
    code: 'permission_missing',
    message: 'Stripe can’t be read: the key lacks “Balance: read”.',
    hint: 'Add the permission to the key in Stripe’s dashboard.',
    action: { label: 'Open key', do: { kind: 'link', link: 'stripe-keys' } },
  }),
  { ...ticks, status: 'warning', look: 'warning', code: 'tick_silent', figure: '5 gaps in 24 h', message: 'EchoPilot’s scheduler is silent for 6 min.', hint: 'See whether EchoPilot is running.' },
  { ...disk, status: 'warning', look: 'warning', code: 'disk_usage', figure: '88 % of 476 GB', message: '/ is 88 % full.', hint: 'Free some space, or move logs elsewhere.' },
  { ...shop, status: 'unknown', look: 'unknown', code: 'could_not_look', message: 'Its address could not be read from the settings.' },
  certificate,
]

const away = 'This computer has no network.'
/** The computer has lost its network: nothing remote can be judged. */
export const offline: readonly ComponentView[] = well.map((view) =>
  view.reach === 'local' ? view : { ...view, status: 'unknown', look: 'unknown', code: 'offline', message: away, hint: 'Looks go on by themselves once it is back.', latencyMs: null },
)
