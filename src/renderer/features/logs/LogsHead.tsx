import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Input.layer.css'
import type { ReactNode } from 'react'
import { bytes } from '../../../shared/format'
import type { LogSource, LogSources } from '../../../shared/logs'
import { PageHead } from '../../parts/PageHead'
import { segmentLooks } from '../../parts/segments'
import { texts } from '../../texts'
import styles from './LogsHead.module.css'

const words = texts.logs

interface Props {
  source: string
  sources: LogSources | null
  raw: boolean
  following: boolean
  onSource: (source: string) => void
  /** Somebody is about to choose: newer logs may be there. */
  onLook: () => void
  onRaw: (raw: boolean) => void
  onFollow: (following: boolean) => void
  /** The field to jump with. */
  children: ReactNode
}

/** Which log is looked at, and how. */
export function LogsHead({ source, sources, raw, following, onSource, onLook, onRaw, onFollow, children }: Props) {
  return (
    <PageHead title={words.title}>
      <NativeSelect
        className={styles.source}
        aria-label={words.source}
        data-testid="log-source"
        data={groupsOf(sources?.sources ?? [], source)}
        value={source}
        onMouseDown={onLook}
        onFocus={onLook}
        onChange={(event) => onSource(event.currentTarget.value)}
      />
      <div className={styles.end}>
        {children}
        <SegmentedControl
          aria-label={words.look}
          {...segmentLooks}
          value={raw ? 'raw' : 'pretty'}
          data={(['pretty', 'raw'] as const).map((value) => ({ value, label: <span data-key={raw === (value === 'raw') ? undefined : 'p'}>{words.looks[value]}</span> }))}
          onChange={(value) => onRaw(value === 'raw')}
        />
        <Button data-key="f" aria-keyshortcuts="f" data-testid="log-follow" data-tip={words.followTip} aria-pressed={following} className={styles.follow} leftSection={<span className={styles.dot} />} onClick={() => onFollow(!following)}>
          {following ? words.following : words.follow}
        </Button>
      </div>
    </PageHead>
  )
}

function groupsOf(sources: readonly LogSource[], source: string) {
  const items = (of: LogSource['of']) => sources.filter((one) => one.of === of).map((one) => ({ value: one.id, label: one.title === '' ? words.ownAll : words.sized(one.title, bytes(one.bytes)) }))
  const groups = [
    { group: words.groups.own, items: items('own') },
    { group: words.groups.watched, items: items('watched') },
  ].filter((group) => group.items.length > 0)
  const isListed = sources.some(({ id }) => id === source)
  // What is being looked at has its entry even before the list is here, or when it is gone.
  return isListed ? groups : [{ value: source, label: source === 'own' ? words.ownAll : (source.split(/[\\/]/).at(-1) ?? source) }, ...groups]
}
