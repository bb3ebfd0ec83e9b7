/** What a page shows before its program has been told anything. */
export interface FirstFigures {
  /** For the program, as JSON that may stand in a page. */
  json: string
  /** For the eyes, as HTML; null where none fits. */
  still: string | null
}

interface PageParts {
  nonce: string
  dark: boolean
  figures: FirstFigures | null
}

/** The built page for one load. A still needs what the program would else bring: its styles, and the name of the theme on the page. */
export function pageWith(built: string, { nonce, dark, figures }: PageParts): string {
  const page = figures?.still ? begunWith(built, figures.still, dark) : built
  // By functions: a `$` in what is put in means nothing.
  return page.replaceAll('__CSP_NONCE__', () => nonce).replace('__LAST_VIEW__', () => figures?.json ?? 'null')
}

const styles = /<link rel="preload" as="style"[^>]*>/

const begunWith = (page: string, still: string, dark: boolean): string =>
  page
    .replace('<html', `<html data-mantine-color-scheme="${dark ? 'dark' : 'light'}"`)
    // First of all, as the picture waits for them; what is asked for is answered one after the other.
    .replace('<head>', () => `<head>${styles.exec(page)?.[0].replace('rel="preload" as="style"', 'rel="stylesheet"') ?? ''}`)
    .replace(styles, '')
    .replace(/(<div id="root">)[^]*(<\/div>\s*<!-- Data)/, (_whole, start: string, end: string) => start + still + end)
