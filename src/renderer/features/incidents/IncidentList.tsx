import { useCallback, useEffect, useMemo, useRef } from 'react'
import { VirtualRows } from '../../parts/VirtualRows'
import { texts } from '../../texts'
import styles from './IncidentList.module.css'
import { IncidentRow } from './IncidentRow'
import { type ListItem, neighbour } from './list-items'
import { useListKeys } from './use-list-keys'

interface Props {
  items: readonly ListItem[]
  chosen: string | null
  /** The chosen one is shown beside the list. */
  beside: boolean
  onChoose: (id: string) => void
  onOpen: (id: string) => void
  onNearEnd: () => void
}

const keyOf = ({ id }: ListItem): string => id
const heights = { heading: 32, incident: 53 }
const heightOf = ({ kind }: ListItem): number => heights[kind]

/** All that is listed. j, k and the arrows go from one to the next, Enter opens it. */
export function IncidentList({ items, chosen, beside, onChoose, onOpen, onNearEnd }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const place = useMemo(() => items.findIndex(({ id }) => id === chosen), [items, chosen])
  const wanted = useRef(false)
  const move = useCallback(
    (step: 1 | -1): void => {
      const next = neighbour(items, chosen, step)
      if (next === null) return
      wanted.current = true
      onChoose(next)
    },
    [items, chosen, onChoose],
  )
  useListKeys(box, move)
  useEffect(() => {
    const row = chosen === null ? null : box.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(chosen)}"]`)
    row?.closest('li')?.scrollIntoView({ block: 'nearest' })
    if (wanted.current) row?.focus({ preventScroll: true })
    wanted.current = false
  }, [chosen])
  return (
    <div ref={box} data-testid="incident-list">
      <VirtualRows label={texts.incidents.list} rows={items} keyOf={keyOf} heightOf={heightOf} kept={place < 0 ? undefined : place} onNearEnd={onNearEnd}>
        {(item) =>
          item.kind === 'heading' ? (
            <h2 className={styles.heading}>
              {item.title}
              {item.count !== null && <span className={styles.count}>{item.count}</span>}
            </h2>
          ) : (
            <IncidentRow incident={item.incident} chosen={item.id === chosen} beside={beside} onChoose={() => onChoose(item.id)} onOpen={() => onOpen(item.id)} />
          )
        }
      </VirtualRows>
    </div>
  )
}
