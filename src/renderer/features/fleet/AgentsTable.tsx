import { UnstyledButton } from '@mantine/core'
import { useMemo, useRef } from 'react'
import type { FleetAgent } from '../../../shared/fleet'
import { useClock } from '../../clock'
import { Age } from '../../parts/Age'
import { classes } from '../../parts/classes'
import page from '../../parts/page.module.css'
import { StatusMark } from '../../parts/StatusMark'
import { useSight } from '../../parts/use-sight'
import { offsetsOf, rowsBetween } from '../../parts/virtual-rows'
import { texts } from '../../texts'
import { agentRow, idOf, silentForMs } from './agent-row'
import styles from './FleetPage.module.css'

const words = texts.fleet.columns
const columns = ['status', 'agent', 'heard', 'unwell', 'incidents', 'tick', 'month', 'version'] as const
const figures: ReadonlySet<string> = new Set(['unwell', 'incidents', 'tick', 'month'])
/** CSS pixels; FleetPage.module.css says the same. */
const rowHeight = 36

interface Props {
  agents: readonly FleetAgent[]
  onOpen: (agent: FleetAgent) => void
}

/** Thousands of rows, of which those in sight are drawn. */
export function AgentsTable({ agents, onOpen }: Props) {
  const rows = useRef<HTMLTableSectionElement>(null)
  const offsets = useMemo(() => offsetsOf(agents.map(() => rowHeight)), [agents])
  const { top, bottom } = useSight(rows)
  const { first, end } = rowsBetween(offsets, top, bottom)
  return (
    <table className={classes(page.table, styles.agents)} aria-rowcount={agents.length + 1}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={figures.has(column) ? page.end : undefined}>
              {words[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={rows}>
        <Gap rows={first} />
        {agents.slice(first, end).map((agent, i) => (
          <Row key={idOf(agent)} agent={agent} index={first + i + 2} onOpen={onOpen} />
        ))}
        <Gap rows={agents.length - end} />
      </tbody>
    </table>
  )
}

/** Stands for rows that aren't drawn. */
function Gap({ rows }: { rows: number }) {
  if (rows === 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={columns.length} style={{ height: rows * rowHeight }}>
        {null}
      </td>
    </tr>
  )
}

function Row({ agent, index, onOpen }: { agent: FleetAgent; index: number; onOpen: (agent: FleetAgent) => void }) {
  const row = agentRow(agent, useClock((now) => silentForMs(agent, now) !== null))
  return (
    <tr aria-rowindex={index} data-testid="agent-row" data-status={row.status}>
      <td>
        <span className={styles.state}>
          <StatusMark status={row.status} size={14} /> {texts.status[row.status]}
        </span>
      </td>
      <td className={styles.name}>
        <UnstyledButton className={styles.open} aria-label={texts.fleet.open(row.agent)} onClick={() => onOpen(agent)}>
          {row.agent}
        </UnstyledButton>{' '}
        <span className={page.quiet}>{row.instance}</span>
      </td>
      <td className={page.nowrap}>
        <Age at={agent.heardAt} />
      </td>
      <td className={page.end}>{row.unwell}</td>
      <td className={page.end}>{row.incidents}</td>
      <td className={page.end}>{row.tick}</td>
      <td className={page.end}>{row.month}</td>
      <td>{row.version}</td>
    </tr>
  )
}
