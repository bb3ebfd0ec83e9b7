import { describe, expect, it } from 'vitest'
import { pageWith } from '../../../src/main/page'

const built = `<html lang="en"><head><meta name="csp-nonce" content="__CSP_NONCE__" /><link rel="preload" as="style" href="./main.css"></head>
<body><div id="root"><div class="skeleton"><div></div></div></div>
    <!-- Data, no program -->
    <script type="application/json" id="last-view">__LAST_VIEW__</script></body></html>`
const json = '{"a":"$&"}'
const still = '<style nonce="__CSP_NONCE__"></style><p>$& 182 ms</p>'
const page = (figures: Parameters<typeof pageWith>[1]['figures'], dark = false): string => pageWith(built, { nonce: 'n0nce', dark, figures })

describe('the page of a window', () => {
  it('begins with an empty frame where there are no figures', () => {
    const first = page(null)
    expect(first).toContain('<div id="root"><div class="skeleton">')
    expect(first).toContain('id="last-view">null<')
    expect(first).toContain('rel="preload" as="style"')
  })
  it('brings figures for its program without a picture of them', () => {
    const first = page({ json, still: null })
    expect(first).toContain('class="skeleton"')
    expect(first).toContain(`id="last-view">${json}<`)
  })
  it('begins with a picture, in its theme and with its styles', () => {
    const first = page({ json, still })
    expect(first).toContain('<div id="root"><style nonce="n0nce"></style><p>$& 182 ms</p></div>')
    expect(first).not.toContain('skeleton')
    expect(first).toContain('<head><link rel="stylesheet" href="./main.css"><meta name="csp-nonce"')
    expect(first.match(/main\.css/g)).toHaveLength(1)
    expect(first).toContain('<html data-mantine-color-scheme="light" lang="en">')
    expect(first).toContain(`id="last-view">${json}<`)
    expect(page({ json, still }, true)).toContain('data-mantine-color-scheme="dark"')
  })
  it('has one nonce, everywhere', () => {
    expect(page({ json, still })).not.toContain('__CSP_NONCE__')
  })
})
