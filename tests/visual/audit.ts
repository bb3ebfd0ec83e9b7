import type { Page } from '@playwright/test'

/**
 * What a page must have for people who don’t see it, or don’t use a mouse; each finding in words, none when all is well.
 * Names and roles are the browser’s own, as it tells them to a screen reader.
 */
export async function audit(page: Page, { colours }: { colours: boolean }): Promise<string[]> {
  return [...(await unnamed(page)), ...(await page.evaluate(structure)), ...(colours ? await page.evaluate(contrast) : [])]
}

interface Node {
  ignored: boolean
  backendDOMNodeId?: number
  role?: { value: string }
  name?: { value: string }
  properties?: { name: string; value: { value: unknown } }[]
}

/** What nobody acts on may do without a name. */
const nameless = new Set(['RootWebArea', 'generic', 'none', 'StaticText', 'InlineTextBox'])

async function unnamed(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] }
  const focusable = (node: Node): boolean => node.properties?.some(({ name, value }) => name === 'focusable' && value.value === true) ?? false
  const found = nodes.filter((node) => !node.ignored && focusable(node) && !nameless.has(node.role?.value ?? '') && !node.name?.value.trim())
  const tags = await Promise.all(found.map(async ({ backendDOMNodeId }) => (await session.send('DOM.getOuterHTML', { backendNodeId: backendDOMNodeId! })).outerHTML.split('>')[0]!))
  await session.detach()
  // The arrows within a number’s field: the keys do the same.
  return tags.filter((tag) => !(tag.includes('aria-hidden="true"') && tag.includes('tabindex="-1"'))).map((tag) => `${tag}> has no name`)
}

/** Runs in the page. */
function structure(): string[] {
  const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility())
  const say = (element: Element): string => `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`
  const one = (selector: string): string[] => (all(selector).length === 1 ? [] : [`${all(selector).length} × ${selector}, not one`])
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the id “${id}” stands twice`)
  const references = ['aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-activedescendant', 'for'].flatMap((name) =>
    all(`[${name}]`).flatMap((element) =>
      (element.getAttribute(name) ?? '').split(' ').filter((id) => id !== '' && !document.getElementById(id) && element.getAttribute('aria-expanded') !== 'false').map((id) => `${name} of ${say(element)} names “${id}”, which isn’t there`),
    ),
  )
  const parents: Record<string, string> = { option: 'listbox', tab: 'tablist', row: 'table,grid,treegrid,rowgroup', menuitem: 'menu,group', treeitem: 'tree,group', radio: 'radiogroup' }
  const homeless = Object.entries(parents).flatMap(([role, homes]) =>
    all(`[role="${role}"]`).filter((element) => !element.closest(homes.split(',').map((home) => `[role="${home}"],${home === 'table' ? 'table' : 'none'}`).join(','))).map((element) => `${role} ${say(element)} is in no ${homes}`),
  )
  const levels = all('h1,h2,h3,h4,h5,h6').map((heading) => Number(heading.tagName[1]))
  const skipped = levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1).map((level) => `a heading of level ${level} follows one two levels above`)
  const forced = all('[tabindex]').filter((element) => element.tabIndex > 0).map((element) => `${say(element)} forces its place in the order of keys`)
  const mute = all('[aria-hidden="true"] :is(a[href],button,input,select,textarea,[tabindex="0"])').map((element) => `${say(element)} can be focused and isn’t told of`)
  const live = document.querySelector('output,[aria-live],[role="status"],[role="alert"]') ? [] : ['nothing is told when it changes']
  const landmarks = all('nav,section[aria-label],[role="region"]').map((element) => `${element.tagName} ${element.getAttribute('aria-label') ?? ''}`)
  const alike = landmarks.filter((name, index) => landmarks.indexOf(name) !== index).map((name) => `two landmarks are called ${name}`)
  return [...one('main'), ...one('h1'), ...twice, ...references, ...homeless, ...skipped, ...forced, ...mute, ...live, ...alike]
}

/** Runs in the page: letters hold 4.5:1 (large ones 3:1) on what is behind them, marks of a state 3:1. */
function contrast(): string[] {
  type Colour = [number, number, number, number]
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
  const colourOf = (css: string): Colour => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = css
    canvas.fillRect(0, 0, 1, 1)
    const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data
    return [r, g, b, a / 255]
  }
  const over = ([r, g, b, a]: Colour, [x, y, z]: Colour): Colour => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1]
  const ground = (element: Element | null): Colour => {
    if (!element) return colourOf('Canvas')
    const own = colourOf(getComputedStyle(element).backgroundColor)
    return own[3] === 1 ? own : over(own, ground(element.parentElement))
  }
  const light = ([r, g, b]: Colour): number => {
    const [x = 0, y = 0, z = 0] = [r, g, b].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * x + 0.7152 * y + 0.0722 * z
  }
  const ratio = (a: Colour, b: Colour): number => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05)
  const faded = (element: Element): number => (element.parentElement ? faded(element.parentElement) : 1) * Number(getComputedStyle(element).opacity)
  const held = (element: Element, css: string, least: number, what: string): string[] => {
    const behind = ground(element)
    const [r, g, b, a] = colourOf(css)
    // Not there until it is pointed at or focused.
    if (faded(element) === 0) return []
    const found = ratio(over([r, g, b, a * faded(element)], behind), behind)
    return found >= least - 0.005 ? [] : [`${what} has ${found.toFixed(2)}:1, not ${least}:1`]
  }
  const usable = (element: Element): boolean => element.checkVisibility() && !element.closest('.unseen,:disabled,[aria-disabled="true"],[data-disabled]')
  const letters = [...document.body.querySelectorAll('*')]
    .filter((element) => usable(element) && !(element instanceof SVGElement) && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim() !== ''))
    .flatMap((element) => {
      const { color, fontSize, fontWeight } = getComputedStyle(element)
      const isLarge = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 600)
      return held(element, color, isLarge ? 3 : 4.5, `“${element.textContent!.trim().slice(0, 40)}”`)
    })
  const marks = [...document.body.querySelectorAll('svg[viewBox="0 0 16 16"]')].filter(usable).flatMap((mark) => held(mark, getComputedStyle(mark).color, 3, 'the mark of a state'))
  return [...new Set([...letters, ...marks])]
}
