import { Button, UnstyledButton } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { NotionDataSource } from '../../../../shared/model'
import { call } from '../../../bridge'
import { IconCheck } from '../../../parts/icons'
import { Problems } from '../../../parts/Problems'
import { useAsked } from '../../../parts/use-asked'
import { useOpened } from '../../../parts/use-opened'
import { useReturnFocus } from '../../../parts/use-return-focus'
import { texts } from '../../../texts'
import styles from './SourcePicker.module.css'

const words = texts.settings.notion

interface Props {
  /** The id that is set now. */
  chosen: string | null
  onPick: (source: NotionDataSource) => void
  onClose: () => void
}

const ask = () => call('notion.dataSources')

/** What is shared with the Notion connection, by title. */
export function SourcePicker({ chosen, onPick, onClose }: Props) {
  const [turn, setTurn] = useState(0)
  const { value, fault } = useAsked(ask, turn)
  useReturnFocus()
  const box = useOpened<HTMLFieldSetElement>(onClose)
  useEffect(() => {
    if (value) box.current?.querySelector('button')?.focus()
  }, [box, value])

  return (
    <fieldset ref={box} className={styles.picker} aria-label={words.list}>
      <output className={styles.said}>{value === null && fault === null ? words.loading : ''}</output>
      {fault && <Problems fault={fault} />}
      {value?.length === 0 && fault === null && (
        <div className={styles.empty}>
          <p>{words.empty}</p>
          <p className={styles.hint}>{words.emptyHint}</p>
        </div>
      )}
      {value && value.length > 0 && (
        <ul className={styles.list}>
          {value.map((source) => (
            <li key={source.id}>
              <UnstyledButton className={styles.source} aria-pressed={source.id === chosen} data-tip={source.id} onClick={() => onPick(source)}>
                <span className={styles.title}>{source.title}</span>
                {source.id === chosen && <IconCheck size={14} stroke={2.5} aria-hidden />}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.buttons}>
        {(fault !== null || value?.length === 0) && <Button onClick={() => setTurn(turn + 1)}>{words.again}</Button>}
        <Button variant="subtle" color="gray" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </fieldset>
  )
}
