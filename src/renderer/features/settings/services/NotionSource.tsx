import { Button } from '@mantine/core'
import { useState } from 'react'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { TextField } from '../Field'
import { unset } from '../removal'
import { useSetting } from '../use-setting'
import { SourcePicker } from './SourcePicker'
import styles from './service.module.css'

const words = texts.settings.notion

/** The Finance data source: chosen from what is shared with the connection, or its id typed by hand. */
export function NotionSource() {
  const source = useSetting('notion', 'financeDataSource')
  const connected = useConsole((state) => state.settings?.secrets.notionToken.present ?? false)
  const seen = useConsole((state) => state.snapshot?.components.find((one) => one.target === 'notion')?.detail)
  const [picking, setPicking] = useState(false)
  const [picked, setPicked] = useState<{ id: string; title: string } | null>(null)
  if (!connected) return null

  const id = source.value ?? null
  const title = picked !== null && picked.id === id ? picked.title : seenTitle(seen, id)
  const pick = async (next: { id: string; title: string }): Promise<void> => {
    if (!(await source.save(next.id))) return
    setPicked(next)
    setPicking(false)
  }
  return (
    <>
      <TextField
        label={words.financeDataSource}
        hint={title === null ? words.financeDataSourceHint : words.reads(title)}
        setting={source}
        shown={id ?? ''}
        placeholder={words.placeholder}
        wide
        onSave={(text) => source.save(text === '' ? null : text)}
        after={
          source.variable === null && (
            <>
              <Button aria-expanded={picking} onClick={() => setPicking(!picking)}>
                {words.choose}
              </Button>
              {id !== null && (
                <Button variant="subtle" color="gray" onClick={() => void unset(source, words.financeDataSource)}>
                  {words.clear}
                </Button>
              )}
            </>
          )
        }
      />
      {picking && (
        <div className={styles.indented}>
          <SourcePicker chosen={id} onPick={(next) => void pick(next)} onClose={() => setPicking(false)} />
        </div>
      )}
    </>
  )
}

/** What the last look called it. */
function seenTitle(detail: Readonly<Record<string, unknown>> | undefined, id: string | null): string | null {
  const { financeDataSource, financeDataSourceId } = detail ?? {}
  const known = id !== null && financeDataSourceId === id && financeDataSource !== id
  return known && typeof financeDataSource === 'string' ? financeDataSource : null
}
