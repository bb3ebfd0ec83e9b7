import { expect, test, type Page } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LastView } from '../../src/main/last-view'
import { drop, freshFolder, launch } from './console'

/** What came with the page. */
const broughtAlong = (page: Page): Promise<LastView | null> => page.evaluate(() => JSON.parse(document.getElementById('last-view')?.textContent ?? '') as LastView | null)

test('a window shows the figures of the run before until the engine answers, and says so', async () => {
  const dataDir = freshFolder()
  const first = await launch({ dataDir })
  expect(await broughtAlong(first.page)).toBeNull()
  await expect(first.page.getByTestId('component-row-disk_ok')).toHaveAttribute('data-status', /ok|warning|fail/)
  const endedAt = await first.page.evaluate(() => Date.now())
  await first.quit()

  const second = await launch({ dataDir })
  const view = (await broughtAlong(second.page))!
  expect(view.snapshot.at).toBeLessThanOrEqual(endedAt)
  expect(view.snapshot.components.find(({ target }) => target === 'disk_ok')?.figure).toContain('%')
  const marks = await second.page.evaluate(async () => {
    const at = (name: string): number | undefined => performance.getEntriesByName(name)[0]?.startTime
    while (at('live-paint') === undefined) await new Promise(requestAnimationFrame)
    return { data: at('data-paint')!, live: at('live-paint')! }
  })
  expect(marks.data).toBeLessThanOrEqual(marks.live)
  await expect(second.page.getByText('starting')).toHaveCount(0)
  await second.quit()

  const file = join(dataDir, 'last-view')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"components"', '"nonsense"'))
  const third = await launch({ dataDir })
  expect(await broughtAlong(third.page)).toBeNull()
  await third.quit()
  drop(dataDir)
})

/** What a page of now is served with: what stands in its root. */
async function begunWith(page: Page): Promise<string> {
  const served = await page.evaluate(() => fetch(location.href).then((answer) => answer.text()))
  return served.slice(served.indexOf('id="root"'), served.indexOf('<!-- Data'))
}

/** The test ids of what is shown, in order. */
const idsIn = (html: string): string[] => [...html.matchAll(/data-testid="([^"]*)"/g)].map(([, id]) => id!)

test('a page begins with the picture of its figures, before there is a program', async () => {
  const dataDir = freshFolder()
  const first = await launch({ dataDir })
  await expect(first.page.getByTestId('component-row-disk_ok')).toHaveAttribute('data-status', /ok|warning|fail/)
  // It is drawn once what is looked at is known, and as it is now.
  await expect(async () => expect(idsIn(await begunWith(first.page))).toEqual(idsIn(await first.page.locator('#root').innerHTML()))).toPass({ timeout: 30_000 })
  await first.quit()

  const second = await launch({ dataDir })
  const paints = await second.page.evaluate(async () => {
    const at = (name: string): number | undefined => performance.getEntriesByName(name)[0]?.startTime
    while (at('live-paint') === undefined) await new Promise(requestAnimationFrame)
    return { first: at('first-contentful-paint'), data: at('data-paint') }
  })
  expect(paints.data).toBe(paints.first)
  const begun = await begunWith(second.page)
  expect(idsIn(begun)).toContain('component-row-disk_ok')
  expect(begun).not.toMatch(/ style="|__CSP_NONCE__/)
  await second.quit()
  drop(dataDir)
})
