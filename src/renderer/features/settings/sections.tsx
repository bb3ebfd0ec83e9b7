import { Button } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../bridge'
import { copyText } from '../../parts/copy'
import { IconCopy } from '../../parts/icons'
import { showNotice, useConsole } from '../../store'
import { texts } from '../../texts'
import { FieldFrame, NumberField, SwitchField, TextField } from './Field'
import { unset } from './removal'
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
              <Button variant="subtle" color="gray" onClick={() => void unset(folder, words.watch.folder)}>
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
        <span aria-live="polite">{copied ? words.api.copied : words.api.copy}</span>
      </Button>
    </>
  )
}
