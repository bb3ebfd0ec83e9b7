import { MantineProvider } from '@mantine/core'
import { lazy, type RefObject, Suspense, useEffect, useRef } from 'react'
import styles from './App.module.css'
import { Announcer } from './frame/Announcer'
import { Banner } from './frame/Banner'
import { Navigation } from './frame/Navigation'
import { PageBoundary } from './frame/PageBoundary'
import { pages } from './frame/pages'
import { useKeys } from './frame/use-keys'
import { TipLayer } from './parts/TipLayer'
import { useConsole } from './store'
import { theme, themeFromSettings } from './theme'

const KeysDialog = lazy(() => import('./frame/KeysDialog'))
const colorScheme = themeFromSettings()
const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

export function App() {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      withCssVariables={false}
      withGlobalClasses={false}
      withStaticClasses={false}
    >
      <Frame />
    </MantineProvider>
  )
}

function Frame() {
  useKeys()
  useDataPaintMark()
  const keysShown = useConsole((state) => state.keysShown)
  return (
    <div className={styles.frame}>
      <Navigation />
      <div className={styles.column}>
        <Banner />
        <Main />
      </div>
      <Announcer />
      <TipLayer />
      {keysShown && <Suspense>{<KeysDialog />}</Suspense>}
    </div>
  )
}

function Main() {
  const current = useConsole((state) => state.page)
  const page = pages.find((one) => one.id === current) ?? pages[0]!
  // Each visit starts fresh: at its section, with its incident open.
  const visit = useConsole((state) => state.visit)
  const main = useFocusOnChange(page.id)
  return (
    <main ref={main} className={styles.main} key={page.id} aria-label={page.title} tabIndex={-1}>
      <PageBoundary>
        <Suspense>
          <page.component key={visit} />
        </Suspense>
      </PageBoundary>
    </main>
  )
}

/** A new page takes the focus, so that keys scroll it and a screen reader starts there. */
function useFocusOnChange(page: string): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  const before = useRef(page)
  useEffect(() => {
    if (before.current !== page) main.current?.focus({ preventScroll: true })
    before.current = page
  }, [page])
  return main
}

/** Marks the first frame that shows real figures: after the second animation frame it has been painted. */
function useDataPaintMark(): void {
  const arrived = useConsole((state) => state.snapshot !== null)
  useEffect(() => {
    if (!arrived) return
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('data-paint')))
  }, [arrived])
}

