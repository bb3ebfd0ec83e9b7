import { expect, type Page } from '@playwright/test'
import type { Shown } from './window'

export interface Scene extends Omit<Shown, 'theme'> {
  /** What is done by hand before the picture. */
  after?: (page: Page) => Promise<void>
}

const pages = ['overview', 'costs', 'incidents', 'timeline', 'logs', 'schedule', 'fleet', 'settings'] as const
const sections = ['Checks', 'Timing & limits', 'Costs', 'Alerts', 'Data', 'About'] as const

type Named = Readonly<Record<string, Scene>>
const named = (entries: readonly (readonly [string, Scene])[]): Named => Object.fromEntries(entries)

const componentDetails = (page: Page) => page.getByTestId('component-row-stripe').getByRole('button').first().click()
const scrolled = (page: Page) => page.locator('main').press('End')
const section = (name: string) => (page: Page) => page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name, exact: true }).click()

/** From the first line the list has but one place to be at. */
async function firstLine(page: Page): Promise<void> {
  const list = page.getByRole('listbox')
  await list.press('Home')
  await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await list.press('Enter')
}

/** The frame and the overview in each state the whole console can be in. */
const health: Named = {
  'overview': { page: 'overview', state: 'full' },
  'overview-first-start': { page: 'overview', state: 'fresh' },
  'overview-starting': { page: 'overview', state: 'starting' },
  'overview-unwell': { page: 'overview', state: 'unwell' },
  'overview-unwell-below': { page: 'overview', state: 'unwell', after: scrolled },
  'overview-offline': { page: 'overview', state: 'offline' },
  'overview-stale': { page: 'overview', state: 'stale' },
  'overview-probing': { page: 'overview', state: 'probing' },
  'overview-component': { page: 'overview', state: 'unwell', after: componentDetails },
  'palette': { page: 'overview', state: 'full', after: (page) => page.keyboard.press('Control+k') },
  'palette-found': {
    page: 'overview',
    state: 'unwell',
    after: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('stripe')
    },
  },
  'keys': { page: 'overview', state: 'full', after: (page) => page.keyboard.press('?') },
}

/** The other pages: with what they are for, with nothing, waiting, and refused. */
const others = named(
  pages.slice(1).flatMap((page) => [
    [page, { page, state: page === 'incidents' ? 'unwell' : 'full' }],
    [`${page}-first-start`, { page, state: 'fresh' }],
    ...(page === 'settings' ? [] : ([[`${page}-loading`, { page, state: 'loading' }], [`${page}-failing`, { page, state: 'failing' }]] as const)),
  ]),
)

const inside: Named = {
  'costs-below': { page: 'costs', state: 'full', after: scrolled },
  'costs-calls': { page: 'costs', state: 'full', after: (page) => page.getByTestId('cost-row-gpt-5').getByRole('button').first().click() },
  'incident-acknowledged': { page: 'incidents', at: 'drive-1', state: 'unwell' },
  'timeline-table': { page: 'timeline', state: 'full', after: (page) => page.keyboard.press('t') },
  'logs-line': { page: 'logs', state: 'full', after: firstLine },
  'settings-new-check': { page: 'settings', at: 'new-check', state: 'full' },
  ...named(sections.map((name) => [`settings-${name.split(' ')[0]!.toLowerCase()}`, { page: 'settings', state: 'full', after: section(name) }])),
}

/** What a desktop may ask of a page: a small screen, twice its size on a usual one, more contrast, colours of its own. */
const asked = named(
  pages.slice(0, 5).flatMap((page) => {
    const state = page === 'overview' || page === 'incidents' ? 'unwell' : 'full'
    return [
      [`${page}-small`, { page, state, size: [900, 600] }],
      [`${page}-twice`, { page, state, size: [720, 480] }],
      [`${page}-contrast`, { page, state, contrast: 'more' }],
      [`${page}-forced`, { page, state, forcedColors: 'active' }],
    ] as const
  }),
)

/** Each is drawn in both themes; those of `once` in the light one alone, as the other differs in colours only. */
export const scenes: Named = { ...health, ...others, ...inside, ...asked }
export const once: ReadonlySet<string> = new Set([
  ...Object.keys(asked).filter((name) => !name.endsWith('-forced')),
  ...Object.keys(others).filter((name) => name.endsWith('-loading') || name.endsWith('-failing')),
])
