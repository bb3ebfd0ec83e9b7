import { UnstyledButton } from '@mantine/core'
import { IconSearch } from '../parts/icons'
import { StatusMark } from '../parts/StatusMark'
import { WorkFoot } from '../parts/WorkFoot'
import { classes } from '../parts/classes'
import { showKeys, showPage, showPalette, useConsole } from '../store'
import { texts } from '../texts'
import { Muted, MuteMenu } from './Mute'
import styles from './Navigation.module.css'
import { type Page, pages } from './pages'
import { keysOf } from './shortcuts'

export function Navigation() {
  const body = pages.filter((page) => !page.last)
  const foot = pages.filter((page) => page.last)
  return (
    <nav className={styles.side} aria-label={texts.frame.navigation}>
      <p className={styles.name}>{texts.product}</p>
      <ul className={styles.list}>{body.map(entry)}</ul>
      <ul className={classes(styles.list, styles.lastList)}>{foot.map(entry)}</ul>
      <WorkFoot />
      <Muted />
      <Finder />
      <Foot />
    </nav>
  )
}

const entry = (page: Page) => (
  <li key={page.id}>
    <Entry page={page} />
  </li>
)

function Entry({ page }: { page: Page }) {
  const current = useConsole((state) => state.page === page.id)
  return (
    <UnstyledButton
      className={classes(styles.entry, current && styles.current)}
      aria-current={current ? 'page' : undefined}
      data-testid={`nav-${page.id}`}
      data-tip={texts.keys.tip(page.title, keysOf(`page:${page.id}`).join(' '))}
      data-tip-side="right"
      aria-keyshortcuts={page.last ? 'Control+, Meta+,' : undefined}
      onPointerEnter={() => void page.load?.()}
      onFocus={() => void page.load?.()}
      onClick={() => showPage(page.id)}
    >
      <page.icon size={16} stroke={1.75} aria-hidden />
      <span className={styles.word}>{page.title}</span>
      {page.id === 'incidents' && <OpenCount />}
    </UnstyledButton>
  )
}

function OpenCount() {
  const count = useConsole((state) => state.snapshot?.incidents.length ?? 0)
  if (count === 0) return null
  return (
    <span className={styles.count}>
      <span aria-hidden>{count}</span>
      <span className="unseen">{texts.pages.openIncidents(count)}</span>
    </span>
  )
}

const paletteKeys = keysOf('palette').join(' ')

/** The command palette, for those who don't know its key yet. */
function Finder() {
  return (
    <UnstyledButton
      className={classes(styles.entry, styles.finder)}
      data-testid="open-palette"
      data-tip={texts.keys.tip(texts.palette.title, paletteKeys)}
      data-tip-side="right"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => showPalette(true)}
    >
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <span className={styles.word}>{texts.palette.short}</span>
      <kbd className={styles.word}>{paletteKeys}</kbd>
    </UnstyledButton>
  )
}

/** The state now, in sight from every page. */
function Foot() {
  const overall = useConsole((state) => state.snapshot?.overall)
  return (
    <div className={styles.foot}>
      {overall && (
        <p className={styles.state} data-tip={texts.frame.stateNow(overall)}>
          <StatusMark status={overall} size={14} />
          <span className={styles.word}>{texts.status[overall]}</span>
        </p>
      )}
      <MuteMenu />
      <UnstyledButton className={styles.keys} data-tip={texts.keys.tip(texts.keys.title, '?')} aria-label={texts.keys.help} aria-keyshortcuts="?" onClick={() => showKeys(true)}>
        <kbd>?</kbd>
      </UnstyledButton>
    </div>
  )
}
