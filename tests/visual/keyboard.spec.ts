import type { Page } from '@playwright/test'
import { scenes } from './scenes'
import { expect, test } from './window'

const pages = Object.entries(scenes).filter(([name, { page }]) => name === page)

/** Where the focus is, as a number that stays with the element; -1: nowhere. */
const focused = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const here = globalThis as unknown as { stops?: Element[] }
    const stops = (here.stops ??= [])
    const at = document.activeElement
    if (!at || at === document.body) return -1
    if (!stops.includes(at)) stops.push(at)
    return stops.indexOf(at)
  })

/** Runs in the page: what Tab should come by. Of choices of which one is chosen, the group is one stop. */
function missed(): string[] {
  const stops = (globalThis as unknown as { stops: Element[] }).stops
  const usable = [...document.querySelectorAll<HTMLElement>('a[href],button,input,select,textarea,summary,[tabindex="0"]')].filter(
    (element) => element.tabIndex >= 0 && element.checkVisibility() && !element.matches(':disabled') && !element.closest('[aria-hidden="true"],[inert]'),
  )
  const one = (element: HTMLElement): boolean => element instanceof HTMLInputElement && element.type === 'radio' && stops.some((stop) => stop instanceof HTMLInputElement && stop.name === element.name)
  return usable.filter((element) => !stops.includes(element) && !one(element)).map((element) => `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40)}”`)
}

for (const [name, scene] of pages) {
  test(`${name}: Tab comes by everything and around again`, async ({ stand }) => {
    const { page } = stand
    await stand.show(scene)
    const seen = new Set<number>()
    const most = 400
    for (let press = 0; press < most; press++) {
      await page.keyboard.press('Tab')
      const at = await focused(page)
      if (at === -1 && seen.size > 0) break
      if (at === 0 && seen.size > 1) break
      seen.add(at)
    }
    expect(seen.size).toBeLessThan(most)
    expect(await page.evaluate(missed)).toEqual([])
  })
}

/** What opens over a page, and how it is opened with keys alone. */
const layers: Readonly<Record<string, { page: string; open: (page: Page) => Promise<unknown> }>> = {
  'the command palette': { page: 'overview', open: (page) => page.keyboard.press('Control+k') },
  'the list of keys': { page: 'overview', open: (page) => page.keyboard.press('?') },
  'a component’s details': { page: 'overview', open: (page) => page.getByTestId('component-row-stripe').getByRole('button').first().press('Enter') },
  'the calls behind a sum': { page: 'costs', open: (page) => page.getByTestId('cost-row-gpt-5').getByRole('button').first().press('Enter') },
}

for (const [name, { page: id, open }] of Object.entries(layers)) {
  test(`${name}: Tab stays inside, Escape leads back to where one was`, async ({ stand }) => {
    await stand.show({ page: id, state: 'full' })
    const { page } = stand
    await page.getByTestId(`nav-${id}`).focus()
    await open(page)
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab')
      expect(await dialog.evaluate((layer) => layer.contains(document.activeElement))).toBe(true)
    }
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body && document.activeElement !== null)).toBe(true)
  })
}
