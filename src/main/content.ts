import { app, nativeTheme, protocol } from 'electron'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { pageWith, type FirstFigures } from './page'

export const scheme = 'app'
export const startUrl = `${scheme}://console/index.html`

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** The file a URL of ours names inside `root`; null for anything else, above all for a way out of it. */
export function fileOf(url: string, root: string): string | null {
  let path: string
  try {
    const parsed = new URL(url)
    if (parsed.protocol !== `${scheme}:` || parsed.host !== 'console') return null
    path = decodeURIComponent(parsed.pathname)
  } catch {
    return null
  }
  if (path.includes('\0') || path.includes('\\')) return null
  const file = normalize(join(root, path))
  return file.startsWith(root + sep) && extname(file) in types ? file : null
}

const builtWindow = (): string => join(app.getAppPath(), 'out', 'renderer')

/** Read once, while the program starts: a window waits for it. */
let built: Promise<string> | undefined

/** The page as it was built. It names every file of its program by content, so another build is another text. */
export const pageText = (): Promise<string> => (built ??= readFile(join(builtWindow(), 'index.html'), 'utf8'))

/**
 * Serves the built window and nothing else, each page with a policy and a nonce of its own, and with the last figures
 * there were: `lastView` gives them as JSON that may stand in a page and as the page’s first picture, null where there are none.
 */
export function serveContent(lastView: () => Promise<FirstFigures | null>): void {
  const root = builtWindow()
  protocol.handle(scheme, async (request) => {
    const file = request.method === 'GET' ? fileOf(request.url, root) : null
    if (file === join(root, 'index.html')) return pageOf(await pageText(), await lastView())
    const content = file && (await readFile(file).catch(() => null))
    return content ? new Response(new Uint8Array(content), { headers: headersOf(file) }) : new Response('not found', { status: 404 })
  })
}

const headersOf = (file: string): Record<string, string> => ({ 'content-type': types[extname(file)]!, 'x-content-type-options': 'nosniff' })

function pageOf(text: string, figures: FirstFigures | null): Response {
  const nonce = randomBytes(16).toString('base64')
  const page = pageWith(text, { nonce, dark: nativeTheme.shouldUseDarkColors, figures })
  return new Response(page, { headers: { ...headersOf('index.html'), 'content-security-policy': policy(nonce) } })
}

/** While developing the window is served by the build tool; its address comes from there. */
export const devServer = (): string | null => (app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null))
