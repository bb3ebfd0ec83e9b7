import { Button } from '@mantine/core'
import { call, sentence } from '../../bridge'
import { IconArrowUpRight } from '../../parts/icons'
import { showNotice, useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './SecretService.module.css'
import { ServiceFrame } from './ServiceFrame'
import { useSetting } from './use-setting'

const words = texts.settings.services

/** Google signs in with a file: only its path is kept. */
export function DriveService({ opened }: { opened: boolean }) {
  const file = useSetting('drive', 'credentialsFile')
  const status = useConsole((state) => state.snapshot?.components.find((one) => one.target === 'drive')?.status)
  if (file.value === undefined) return null

  const pick = async (): Promise<void> => {
    const answer = await call('dialog.pickFile', { title: words.pickFileTitle })
    if (!answer.ok) return showNotice(answer.error)
    if (answer.value !== null) await file.save(answer.value)
  }
  const stored = file.value === null ? words.noFile : file.variable ? `${file.value} · ${words.inVariable(file.variable)}` : file.value
  const actions = file.variable === null && (
    <>
      <Button onClick={() => void pick()}>{file.value === null ? words.pickFile : words.pickAnother}</Button>
      {file.value !== null && (
        <Button variant="subtle" color="gray" aria-label={words.disconnectOf(words.drive)} onClick={() => void file.save(null)}>
          {words.disconnect}
        </Button>
      )}
    </>
  )
  return (
    <ServiceFrame
      name={words.drive}
      what={words.driveWhat}
      status={file.value === null ? 'off' : (status ?? 'unknown')}
      stored={stored}
      actions={actions}
      opened={opened}
    >
      {file.fault && (
        <p className={styles.fault} role="alert">
          {sentence(file.fault)}
        </p>
      )}
      {file.value === null && (
        <div className={styles.buttons}>
          <Button
            variant="subtle"
            color="gray"
            className={styles.flush ?? ''}
            rightSection={<IconArrowUpRight size={14} aria-hidden />}
            onClick={() => void call('open.link', { link: 'google-credentials' })}
          >
            {words.where}
          </Button>
        </div>
      )}
    </ServiceFrame>
  )
}
