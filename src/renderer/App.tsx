import { MantineProvider } from '@mantine/core'
import { lazy, type RefObject, Suspense, useEffect, useRef } from 'react'
import styles from './App.module.css'
import { Announcer } from './frame/Announcer'
import { Banner } from './frame/Banner'
import { DemoMark } from './frame/DemoMark'
import { Navigation } from './frame/Navigation'
import { PageBoundary } from './frame/PageBoundary'
import { pages } from './frame/pages'
import { PaletteLoader } from './frame/PaletteLoader'
import { useKeys } from './frame/use-keys'
import { useLostDetail } from './frame/use-lost-detail'
import { UndoLine } from './frame/UndoLine'
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
  usePaintMarks()
  useLostDetail()
  const live = useConsole((state) => state.live)
  const keysShown = useConsole((state) => state.keysShown)
  return (
    <div className={styles.frame} data-testid="frame" data-live={live}>
      <Navigation />
      <div className={styles.column}>
        <DemoMark />
        <Banner />
        <Main />
        <UndoLine />
      </div>
      <Announcer />
      <TipLayer />
      {keysShown && <Suspense>{<KeysDialog />}</Suspense>}
      <PaletteLoader />
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

/** A new page takes the focus, so that keys scroll it and a screen reader starts there; unless one of its fields was asked for. */
function useFocusOnChange(page: string): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  const before = useRef(page)
  useEffect(() => {
    if (before.current !== page && !main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
    before.current = page
  }, [page])
  return main
}

/** Marks the first frame that shows figures, and the first whose figures are those of now: after the second animation frame it has been painted. */
function usePaintMarks(): void {
  useMarkOnce('data-paint', useConsole((state) => state.snapshot !== null))
  useMarkOnce('live-paint', useConsole((state) => state.live))
}

function useMarkOnce(name: string, arrived: boolean): void {
  useEffect(() => {
    if (arrived && performance.getEntriesByName(name).length === 0) requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(name)))
  }, [name, arrived])
}

