import { scenes } from './scenes'
import { expect, test } from './window'

const pages = Object.entries(scenes).filter(([name, { page }]) => name === page)

/** As a desktop’s scale and the size of its screen come out in CSS pixels: 720×480 is a small screen at 125 %, or a usual one at 200 %. */
const sizes = [
  [720, 480],
  [900, 600],
  [1152, 720],
  [1920, 1080],
  [3840, 2160],
] as const

/** Runs in the page: what reaches beyond its place without a way to get there, and words that are cut without a sign of it. */
function overflow(): string[] {
  const scrolls = (element: Element | null): boolean => element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
  const say = (element: Element): string => `${element.tagName.toLowerCase()} “${(element.textContent ?? '').trim().slice(0, 40)}”`
  const shown = [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => element.checkVisibility() && !element.closest('.unseen,svg,canvas') && element.getBoundingClientRect().width > 1)
  const beyond = shown.filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element.parentElement)).map((element) => `${say(element)} reaches beyond the window`)
  const words = shown.filter((element) => element.children.length === 0 && (element.textContent ?? '').trim() !== '')
  const cut = words.filter((element) => {
    const { overflowX, textOverflow, clipPath } = getComputedStyle(element)
    // Words for the ear alone.
    if (clipPath !== 'none') return false
    return element.scrollWidth > element.clientWidth + 1 && /hidden|clip/.test(overflowX) && textOverflow !== 'ellipsis'
  })
  return [...beyond, ...cut.map((element) => `${say(element)} is cut`)]
}

for (const [name, scene] of pages) {
  test(`${name} fits every size`, async ({ stand }) => {
    for (const size of sizes) {
      await stand.show({ ...scene, size })
      expect(await stand.page.evaluate(overflow), size.join('×')).toEqual([])
    }
  })
}

test('nothing moves where motion is unwanted', async ({ stand }) => {
  await stand.show({ page: 'overview', state: 'unwell' })
  await stand.page.getByTestId('component-row-stripe').getByRole('button').first().click()
  await stand.page.getByRole('dialog').waitFor()
  const moving = await stand.page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationDuration } = getComputedStyle(element)
      return [transitionDuration, animationDuration].filter((times) => times.split(', ').some((time) => parseFloat(time) > 0)).map((times) => `${element.tagName} ${element.className.toString()} ${times}`)
    }),
  )
  expect(moving).toEqual([])
})
