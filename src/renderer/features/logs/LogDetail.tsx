import { ActionIcon, Button } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { useMemo, useState } from 'react'
import { bytes } from '../../../shared/format'
import type { LogText } from '../../../shared/logs'
import { call, sentence } from '../../bridge'
import { Empty } from '../../parts/Empty'
import { classes } from '../../parts/classes'
import { copyText } from '../../parts/copy'
import { IconX } from '../../parts/icons'
import { useAsked } from '../../parts/use-asked'
import { useOpened } from '../../parts/use-opened'
import { showNotice } from '../../store'
import { texts } from '../../texts'
import { FieldTree } from './FieldTree'
import { fieldTree } from './fields'
import styles from './LogDetail.module.css'

const words = texts.logs

interface Props {
  view: number
  row: number
  raw: boolean
  onTerm: (term: string) => void
  onClose: () => void
}

const ask = (place: { view: number; row: number }) => call('logs.line', place)

/** All of one line, beside or below the list. */
export function LogDetail({ view, row, raw, onTerm, onClose }: Props) {
  const place = useMemo(() => ({ view, row }), [view, row])
  const { value, fault } = useAsked(ask, place)
  const box = useOpened<HTMLElement>(onClose)
  return (
    <section ref={box} className={styles.detail} aria-label={words.line} data-testid="log-detail">
      <header className={styles.head}>
        <h2 className={styles.title} data-tip={value?.path} data-tip-when="cut">
          {value ? words.place(value.path.split(/[\\/]/).at(-1) ?? '', value.line) : words.line}
        </h2>
        {value && <Actions text={value} />}
        <ActionIcon className={styles.close} aria-label={words.close} data-tip={words.closeTip} onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      {fault && <Empty title={sentence(fault)} />}
      {value && !fault && <Body text={value} raw={raw} onTerm={onTerm} />}
    </section>
  )
}

function Body({ text: { text, bytes: size, cut }, raw, onTerm }: { text: LogText; raw: boolean; onTerm: Props['onTerm'] }) {
  const tree = useMemo(() => (raw || cut ? null : fieldTree(text)), [text, raw, cut])
  return (
    // The keyboard scrolls it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.body} tabIndex={0} aria-label={words.content}>
      {cut && <p className={styles.note}>{words.cut(bytes(size))}</p>}
      {tree ? <FieldTree nodes={tree} onTerm={onTerm} /> : <pre className={classes(styles.raw, 'selectable')}>{text}</pre>}
    </section>
  )
}

function Actions({ text: { text, path } }: { text: LogText }) {
  const [copied, setCopied] = useState<'line' | 'json' | null>(null)
  const [of, setOf] = useState(text)
  if (of !== text) {
    setOf(text)
    setCopied(null)
  }
  const indented = useMemo(() => pretty(text), [text])
  const reveal = async (): Promise<void> => {
    const answer = await call('logs.reveal', { path })
    if (!answer.ok) showNotice(answer.error)
  }
  return (
    <div className={styles.actions}>
      <output className="unseen">{copied ? words.copied : ''}</output>
      <Button data-key="c" aria-keyshortcuts="c" data-tip={words.copyTip} onClick={() => copyText(text) && setCopied('line')}>
        {copied === 'line' ? words.copied : words.copy}
      </Button>
      {indented !== null && (
        <Button data-tip={words.copyJsonTip} onClick={() => copyText(indented) && setCopied('json')}>
          {copied === 'json' ? words.copied : words.copyJson}
        </Button>
      )}
      <Button data-tip={path} onClick={() => void reveal()}>
        {words.reveal}
      </Button>
    </div>
  )
}

/** Indented JSON; null for what is none. */
function pretty(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return null
  }
}
