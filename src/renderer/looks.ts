const written: Record<string, string> = { '&quot;': '"', '&#x27;': '\'', '&lt;': '<', '&gt;': '>', '&amp;': '&' }
const plain = (text: string): string => text.replace(/&(?:quot|#x27|lt|gt|amp);/g, (entity) => written[entity]!)

/** The page’s policy allows no looks on the elements themselves: they become rules, which carry the nonce of the page. */
export function looksAsRules(html: string): string {
  const looks: string[] = []
  const marked = html.replace(/ style="([^"]*)"/g, (_whole, look: string) => {
    if (!looks.includes(look)) looks.push(look)
    return ` data-drawn="${looks.indexOf(look)}"`
  })
  return `<style nonce="__CSP_NONCE__">${looks.map((look, i) => `[data-drawn="${i}"]{${plain(look)}}`).join('')}</style>${marked}`
}
