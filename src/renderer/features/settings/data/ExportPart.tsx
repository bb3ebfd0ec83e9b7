import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { useState } from 'react'
import type { ExportForm, ExportKind } from '../../../../shared/data'
import { call } from '../../../bridge'
import { segmentLooks } from '../../../parts/segments'
import { WorkProgress } from '../../../parts/WorkProgress'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { FieldFrame } from '../Field'
import { Part } from '../Part'
import styles from './DataSection.module.css'
import { Said } from './Said'
import { useDoing } from './use-doing'

const words = texts.settings.data
const plain = { variable: null, state: 'idle', fault: null } as const
const days = { week: 7, month: 30, year: 365, all: null } as const
type SpanName = keyof typeof days

const choices = <T extends string>(names: Record<T, string>) => Object.entries<string>(names).map(([value, label]) => ({ value, label }))

/** Rows as a file for other programs. */
export function ExportPart() {
  const doing = useDoing()
  const [kind, setKind] = useState<ExportKind>('samples')
  const [span, setSpan] = useState<SpanName>('month')
  const [as, setAs] = useState<ExportForm>('csv')
  const now = useConsole((state) => state.snapshot?.at ?? 0)
  const write = async (): Promise<void> => {
    const written = await doing.run(() => call('data.export', { kind, as, ...spanOf(span, now) }))
    if (written) doing.say(words.rowsWritten(written.rows, written.file))
  }
  return (
    <Part title={words.export} testId="data-export">
      <p className={styles.hint}>{words.exportIntro}</p>
      <FieldFrame label={words.exportWhat} setting={plain} controlId="export-kind">
        <NativeSelect id="export-kind" value={kind} data={choices(words.exportKinds)} onChange={(event) => setKind(event.currentTarget.value as ExportKind)} />
      </FieldFrame>
      <FieldFrame label={words.exportSpan} setting={plain} controlId="export-span">
        <NativeSelect id="export-span" value={span} data={choices(words.exportSpans)} onChange={(event) => setSpan(event.currentTarget.value as SpanName)} />
      </FieldFrame>
      <FieldFrame label={words.exportAs} setting={plain}>
        <SegmentedControl aria-label={words.exportAs} {...segmentLooks} value={as} data={choices(words.exportForms)} onChange={(value) => setAs(value as ExportForm)} />
        <Button data-testid="export-rows" aria-disabled={doing.busy} onClick={() => !doing.busy && void write()}>
          {words.exportRows}
        </Button>
      </FieldFrame>
      <WorkProgress id="export" />
      <Said doing={doing} />
    </Part>
  )
}

const dayMs = 86_400_000
/** Before this nothing was ever logged. */
const longAgo = Date.UTC(2015, 0, 1)

const spanOf = (name: SpanName, now: number): { from: number; to: number } => {
  const back = days[name]
  return { from: back === null ? longAgo : now - back * dayMs, to: now + dayMs }
}
