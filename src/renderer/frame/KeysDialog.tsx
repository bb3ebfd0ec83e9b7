import { Kbd, Modal } from '@mantine/core'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/Kbd.layer.css'
import { Fragment } from 'react'
import { useReturnFocus } from '../parts/use-return-focus'
import { showKeys } from '../store'
import { texts } from '../texts'
import styles from './KeysDialog.module.css'
import { pages } from './pages'

interface Row {
  what: string
  /** Keys pressed together or one after the other. */
  keys: readonly string[]
  joined?: string
}

/** Needs no `g` before it. */
const settingsKey = ','

const rows: readonly Row[] = [
  { what: texts.keys.probe, keys: ['r'] },
  ...pages.filter((page) => page.key !== settingsKey).map((page) => ({ what: texts.keys.go(page.title), keys: ['g', page.key], joined: texts.keys.afterwards })),
  { what: texts.keys.settings, keys: [settingsKey, `Ctrl ${settingsKey}`], joined: texts.keys.or },
  { what: texts.keys.move, keys: ['↑', '↓'], joined: '' },
  { what: texts.keys.open, keys: ['Enter'] },
  { what: texts.keys.acknowledge, keys: ['a'] },
  { what: texts.keys.snooze, keys: ['s'] },
  { what: texts.keys.period, keys: ['d', 'w', 'm'], joined: '' },
  { what: texts.keys.step, keys: ['[', ']'], joined: '' },
  { what: texts.keys.split, keys: ['1', '5'], joined: '–' },
  { what: texts.keys.view, keys: ['t'] },
  { what: texts.keys.export, keys: ['e'] },
  { what: texts.keys.moveTime, keys: ['←', '→'], joined: '' },
  { what: texts.keys.zoom, keys: ['+', '−'], joined: '' },
  { what: texts.keys.presets, keys: ['1', '6'], joined: '–' },
  { what: texts.keys.toNow, keys: ['Home'] },
  { what: texts.keys.note, keys: ['n'] },
  { what: texts.keys.logSearch, keys: ['/'] },
  { what: texts.keys.logJump, keys: ['t'] },
  { what: texts.keys.logFollow, keys: ['f'] },
  { what: texts.keys.logLook, keys: ['p'] },
  { what: texts.keys.logCopy, keys: ['c'] },
  { what: texts.keys.close, keys: ['Esc'] },
  { what: texts.keys.help, keys: ['?'] },
]

export default function KeysDialog() {
  useReturnFocus()
  return (
    <Modal opened returnFocus={false} onClose={() => showKeys(false)} title={texts.keys.title} size={380} closeButtonProps={{ 'aria-label': texts.detail.close }}>
      <dl className={styles.list}>
        {rows.map((row) => (
          <Fragment key={row.what}>
            <dt>{row.what}</dt>
            <dd className={styles.keys}>
              {row.keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && row.joined && <span className={styles.joint}>{row.joined}</span>}
                  <Kbd size="xs">{key}</Kbd>
                </Fragment>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  )
}
