import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { SettingsView } from '../../../shared/settings'
import { call, sentence } from '../../bridge'
import { copyText } from '../../parts/copy'
import { Facts } from '../../parts/Facts'
import { IconCopy } from '../../parts/icons'
import { segmentLooks } from '../../parts/segments'
import { showNotice, useConsole } from '../../store'
import { texts } from '../../texts'
import { FieldFrame, NumberField, SwitchField, TextField } from './Field'
import { Section } from './Section'
import styles from './sections.module.css'
import { useSetting } from './use-setting'

const words = texts.settings

export function WatchSection() {
  const folder = useSetting('watch', 'logDir')
  const remote = useSetting('watch', 'remote')
  const fetchMinutes = useSetting('watch', 'fetchMinutes')
  const pick = async (): Promise<void> => {
    const answer = await call('dialog.pickFolder', { title: words.watch.pickTitle })
    if (!answer.ok) return showNotice(answer.error)
    if (answer.value !== null) await folder.save(answer.value)
  }
  return (
    <Section id="watch" intro={words.watch.intro}>
      <FieldFrame label={words.watch.folder} setting={folder}>
        <span className={folder.value ? `${styles.path} selectable` : styles.quiet}>{folder.value ?? words.watch.none}</span>
        {folder.variable === null && (
          <>
            <Button onClick={() => void pick()}>{words.watch.pick}</Button>
            {folder.value && (
              <Button variant="subtle" color="gray" onClick={() => void folder.save(null)}>
                {words.watch.stop}
              </Button>
            )}
          </>
        )}
      </FieldFrame>
      {folder.value && <SwitchField label={words.watch.remote} hint={words.watch.remoteHint} setting={remote} />}
      {folder.value && remote.value && <NumberField label={words.watch.fetchMinutes} unit={words.watch.minutes} hint={words.watch.fetchMinutesHint} setting={fetchMinutes} />}
    </Section>
  )
}

export function ProbingSection() {
  const { probing } = words
  const fuse = useSetting('selfHeal', 'fuseAfter')
  return (
    <Section id="probing">
      <NumberField label={probing.localEvery} unit={probing.seconds} setting={useSetting('probing', 'localEverySeconds')} />
      <NumberField label={probing.remoteEvery} unit={probing.seconds} setting={useSetting('probing', 'remoteEverySeconds')} />
      <NumberField label={probing.deadline} unit={probing.seconds} setting={useSetting('probing', 'deadlineSeconds')} />
      <NumberField label={probing.failAfter} unit={probing.failedLooks} setting={useSetting('probing', 'failAfter')} />
      <NumberField label={probing.recoverAfter} unit={probing.goodLooks} setting={useSetting('probing', 'recoverAfter')} />
      <NumberField label={probing.diskWarn} unit={probing.percentUsed} setting={useSetting('disk', 'warnAbovePercent')} />
      <NumberField label={probing.gap} unit={probing.seconds} setting={useSetting('ticks', 'gapSeconds')} />
      <SwitchField label={probing.proofOfWork} hint={probing.proofOfWorkHint} setting={useSetting('ticks', 'proofOfWork')} />
      <NumberField label={probing.selfHeals} unit={probing.jobsADay} setting={useSetting('selfHeal', 'moreThanJobs')} />
      <TextField
        label={probing.fuse}
        unit={probing.fuseUnit}
        hint={probing.fuseHint}
        setting={fuse}
        shown={fuse.value ? String(fuse.value) : ''}
        figures
        onSave={(text) => fuse.save(text === '' ? null : Number(text))}
      />
    </Section>
  )
}

export function ApiSection() {
  const api = useConsole((state) => state.snapshot?.api)
  const port = useSetting('api', 'port')
  const other = api && api.port !== null && api.wantedPort !== 0 && api.port !== api.wantedPort
  return (
    <Section id="api" intro={words.api.intro}>
      <NumberField label={words.api.port} hint={words.api.portHint} setting={port} />
      <FieldFrame label={words.api.address} setting={{ variable: null, state: 'idle', fault: null }} hint={other ? words.api.otherPort(api.wantedPort) : undefined}>
        {api?.url ? (
          <Address url={api.url} />
        ) : (
          <span className={styles.quiet}>{words.api.notListening}</span>
        )}
      </FieldFrame>
    </Section>
  )
}

function Address({ url }: { url: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <>
      <span className={`${styles.path} selectable`}>{url}</span>
      <Button
        leftSection={<IconCopy size={14} aria-hidden />}
        onClick={() => setCopied(copyText(url))}
        onBlur={() => setCopied(false)}
      >
        <output>{copied ? words.api.copied : words.api.copy}</output>
      </Button>
    </>
  )
}

const themes = ['system', 'light', 'dark'] as const

export function AppearanceSection() {
  const theme = useSetting('appearance', 'theme')
  return (
    <Section id="appearance">
      <FieldFrame label={words.appearance.theme} setting={theme}>
        <SegmentedControl
          aria-label={words.appearance.theme}
          {...segmentLooks}
          value={theme.value ?? 'system'}
          data={themes.map((value) => ({ value, label: <span data-testid={`theme-${value}`}>{words.appearance.themes[value]}</span> }))}
          onChange={(value) => void theme.save(value as (typeof themes)[number])}
        />
      </FieldFrame>
    </Section>
  )
}

export function StartupSection() {
  return (
    <Section id="startup">
      <SwitchField label={words.startup.openAtLogin} hint={words.startup.openAtLoginHint} setting={useSetting('startup', 'openAtLogin')} />
    </Section>
  )
}

export function AboutSection({ view }: { view: SettingsView }) {
  return (
    <Section id="about">
      <div className={styles.about}>
        <Facts
          facts={[
            [words.about.version, view.version],
            [words.about.runtime, view.runtime],
            [words.about.keychain, view.keychain.available ? view.keychain.name : words.about.noKeychain],
            [words.about.data, <Folder key="data" which="data" path={view.paths.data} name={words.about.data} />],
            [words.about.logs, <Folder key="logs" which="logs" path={view.paths.logs} name={words.about.logs} />],
          ]}
        />
      </div>
    </Section>
  )
}

function Folder({ which, path, name }: { which: 'data' | 'logs'; path: string; name: string }) {
  const [said, setSaid] = useState('')
  const open = async (): Promise<void> => {
    const answer = await call('open.folder', { which })
    setSaid(answer.ok ? '' : sentence(answer.error))
  }
  return (
    <span className={styles.folder}>
      <span className={`${styles.path} selectable`}>{path}</span>
      <Button aria-label={words.about.openOf(name)} onClick={() => void open()}>
        {words.about.open}
      </Button>
      {said && <span role="alert">{said}</span>}
    </span>
  )
}
