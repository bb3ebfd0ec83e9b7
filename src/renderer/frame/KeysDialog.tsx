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
import { keyName, type Shortcut, type ShortcutGroup, shortcutGroups } from './shortcuts'

export default function KeysDialog() {
  useReturnFocus()
  return (
    <Modal opened returnFocus={false} onClose={() => showKeys(false)} title={texts.keys.title} size={640} closeButtonProps={{ 'aria-label': texts.detail.close }}>
      <div className={styles.groups}>
        {shortcutGroups.map((group) => (
          <Group key={group.title} group={group} />
        ))}
      </div>
    </Modal>
  )
}

function Group({ group: { title, shortcuts } }: { group: ShortcutGroup }) {
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl className={styles.list}>
        {shortcuts.map((shortcut) => (
          <Fragment key={shortcut.id}>
            <dt>{shortcut.what}</dt>
            <dd className={styles.keys}>
              <Keys shortcut={shortcut} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}

function Keys({ shortcut: { keys, joined } }: { shortcut: Shortcut }) {
  const shown = joined === 'to' ? [keys[0]!, keys.at(-1)!] : keys
  return shown.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && joined && <span className={styles.joint}>{texts.keys.joints[joined]}</span>}
      <Kbd size="xs">{keyName(key)}</Kbd>
    </Fragment>
  ))
}
