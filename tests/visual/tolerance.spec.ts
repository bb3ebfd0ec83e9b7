import type { Page } from '@playwright/test'
import { incomparable } from './references'
import { scenes } from './scenes'
import { expect, test } from './window'

test.beforeEach(() => test.skip(test.info().config.updateSnapshots === 'none' && incomparable() !== null, 'pictures.spec.ts says why'))

const svg = (page: Page, of: string) => page.locator(of).locator('svg').first()

/** The smallest slips worth catching, each made by hand on a page that is right. */
const slips: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'an icon of the navigation is another page’s': async (page) => {
    const other = await svg(page, '[data-testid="nav-costs"]').innerHTML()
    await svg(page, '[data-testid="nav-logs"]').evaluate((icon, shape) => void (icon.innerHTML = shape), other)
  },
  'a state has another’s shape': async (page) => {
    const failing = await svg(page, '[data-testid="component-row-stripe"]').innerHTML()
    await svg(page, '[data-testid="component-row-disk_ok"]').evaluate((mark, shape) => void (mark.innerHTML = shape), failing)
  },
  'the smallest mark has another state’s colour': (page) => page.locator('nav svg[viewBox="0 0 16 16"]').last().evaluate((mark) => mark.style.setProperty('color', 'var(--warning)')),
  'a state’s colour is off by a shade': (page) => page.evaluate(() => document.documentElement.style.setProperty('--fail', '#b8352b')),
  'a row has moved by two pixels': (page) => page.getByTestId('component-row-notion').evaluate((row) => row.style.setProperty('transform', 'translateY(2px)')),
  'a badge is missing': (page) => page.getByTestId('nav-incidents').locator('span').last().evaluate((badge) => badge.parentElement!.remove()),
  'a figure differs in one digit': (page) =>
    page.getByTestId('component-row-notion').evaluate((row) => {
      const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
      for (let node = walk.nextNode(); node; node = walk.nextNode()) node.textContent = node.textContent!.replace('182', '183')
    }),
  'a hairline is a little darker': (page) => page.evaluate(() => document.documentElement.style.setProperty('--line', '#dcdcd8')),
}

for (const [slip, make] of Object.entries(slips)) {
  test(`caught: ${slip}`, async ({ stand }) => {
    const kept = 'overview-unwell-light.png'
    await stand.show(scenes['overview-unwell']!)
    await expect(stand.page).toHaveScreenshot(kept)
    await make(stand.page)
    await expect(stand.page).not.toHaveScreenshot(kept)
  })
}
