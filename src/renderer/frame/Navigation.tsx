import { UnstyledButton } from '@mantine/core'
import { StatusMark } from '../parts/StatusMark'
import { classes } from '../parts/classes'
import { showKeys, showPage, useConsole } from '../store'
import { texts } from '../texts'
import { Muted, MuteMenu } from './Mute'
import styles from './Navigation.module.css'
import { type Page, pages } from './pages'

export function Navigation() {
  const body = pages.filter((page) => !page.last)
  const foot = pages.filter((page) => page.last)
  return (
    <nav className={styles.side} aria-label={texts.frame.navigation}>
      <p className={styles.name}>{texts.product}</p>
      <ul className={styles.list}>{body.map(entry)}</ul>
      <ul className={classes(styles.list, styles.lastList)}>{foot.map(entry)}</ul>
      <Muted />
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
      <UnstyledButton className={styles.keys} data-tip={texts.keys.title} aria-label={texts.keys.help} onClick={() => showKeys(true)}>
        <kbd>?</kbd>
      </UnstyledButton>
    </div>
  )
}
