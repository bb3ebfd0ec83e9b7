import { expect, it } from 'vitest'
import { looksAsRules } from '../../../src/renderer/looks'

it('looks on elements become rules, one for each look', () => {
  const html = '<a style="--x:1px">one</a><b style="color:red">two</b><c class="k" style="--x:1px">three</c>'
  expect(looksAsRules(html)).toBe(
    '<style nonce="__CSP_NONCE__">[data-drawn="0"]{--x:1px}[data-drawn="1"]{color:red}</style><a data-drawn="0">one</a><b data-drawn="1">two</b><c class="k" data-drawn="0">three</c>',
  )
})

it('a look is written as it is meant, and words that read like one stay words', () => {
  expect(looksAsRules('<a style="font:&quot;Noto&quot;">a style=&quot;x&quot;</a>')).toBe('<style nonce="__CSP_NONCE__">[data-drawn="0"]{font:"Noto"}</style><a data-drawn="0">a style=&quot;x&quot;</a>')
})
