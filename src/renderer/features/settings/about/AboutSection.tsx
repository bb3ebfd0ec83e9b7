import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Diagnostics } from '../../../../shared/data'
import type { SettingsView } from '../../../../shared/settings'
import { call } from '../../../bridge'
import { copyText } from '../../../parts/copy'
import { Facts } from '../../../parts/Facts'
import { IconCopy } from '../../../parts/icons'
import { Problems } from '../../../parts/Problems'
import { localTime } from '../../../parts/time'
import { texts } from '../../../texts'
import { Part } from '../Part'
import { Section } from '../Section'
import { useAskedOnceSeen } from '../use-seen'
import { aboutText, checkWords } from './about-text'
import styles from './about.module.css'
import { Folder } from './Folder'
import { Report } from './Report'

const words = texts.settings.about
const ask = () => call('about.view')

/** What this console is and how it fares, for somebody who looks after it, and for somebody who helps. */
export function AboutSection({ view }: { view: SettingsView }) {
  const { value: found, fault, element } = useAskedOnceSeen(ask)
  const [copied, setCopied] = useState(false)
  return (
    <Section id="about">
      <div ref={element} className={styles.facts}>
        <Facts
          facts={[
            [words.version, view.version],
            [words.runtime, found?.runtime ?? view.runtime],
            [words.platform, found?.platform ?? ''],
            [words.running, found?.startedAt ? localTime(found.startedAt) : ''],
            [words.api, found ? (found.api ?? words.notListening) : ''],
            [words.keychain, view.keychain.available ? view.keychain.name : words.noKeychain],
            [words.checks, found ? checkWords(found.checks) : words.checking],
            [words.sizes, found ? words.sizesOf(found.dataBytes, found.logBytes, found.freeBytes) : ''],
            [words.data, <Folder key="data" which="data" path={view.paths.data} name={words.data} />],
            [words.logs, <Folder key="logs" which="logs" path={view.paths.logs} name={words.logs} />],
          ]}
        />
      </div>
      {fault && <Problems fault={fault} known />}
      {found && <Errors errors={found.errors} />}
      <div className={styles.buttons}>
        <Button leftSection={<IconCopy size={14} aria-hidden />} aria-disabled={found === null} onClick={() => found && setCopied(copyText(aboutText(found)))} onBlur={() => setCopied(false)}>
          <span aria-live="polite">{copied ? words.copied : words.copy}</span>
        </Button>
        <Report />
      </div>
    </Section>
  )
}

function Errors({ errors }: Pick<Diagnostics, 'errors'>) {
  return (
    <Part title={words.errors}>
      {errors.length === 0 && <p className={styles.quiet}>{words.noErrors}</p>}
      <ul className={styles.errors}>
        {errors.map(({ at, where, message }) => (
          <li key={`${at} ${where}`} className="selectable">
            <span className={styles.quiet}>{localTime(at)}</span> {where}: {message}
          </li>
        ))}
      </ul>
    </Part>
  )
}
