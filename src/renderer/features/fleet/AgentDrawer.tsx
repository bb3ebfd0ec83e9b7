import { useCallback } from 'react'
import type { FleetAgent } from '../../../shared/fleet'
import { duration } from '../../../shared/format'
import { call } from '../../bridge'
import { classes } from '../../parts/classes'
import { ColumnHeads } from '../../parts/ColumnHeads'
import { Empty } from '../../parts/Empty'
import page from '../../parts/page.module.css'
import { Problems } from '../../parts/Problems'
import { SideDrawer } from '../../parts/SideDrawer'
import { StatusMark } from '../../parts/StatusMark'
import { useAsked } from '../../parts/use-asked'
import { useClock } from '../../clock'
import { texts } from '../../texts'
import { componentTitle, silentForMs } from './agent-row'
import styles from './FleetPage.module.css'

const words = texts.fleet.components

const said = (ms: number | null): string | null => (ms === null ? null : duration(ms))

/** What one agent says of its components. */
export default function AgentDrawer({ agent, onClose }: { agent: FleetAgent; onClose: () => void }) {
  const { value, fault } = useAsked(useCallback(() => call('fleet.components', { agent: agent.agent, instance: agent.instance }), [agent.agent, agent.instance]), agent.heardAt)
  const silentFor = useClock((now) => said(silentForMs(agent, now)))
  return (
    <SideDrawer title={<span className={classes(styles.heading, 'selectable')}>{agent.agent} <span className={page.quiet}>{agent.instance}</span></span>} width={440} onClose={onClose}>
      {silentFor && <p className={styles.silent}>{texts.fleet.silent(silentFor)}</p>}
      {fault && <Problems fault={fault} />}
      {!value && !fault && <p className={page.quiet}>{words.loading}</p>}
      {value?.length === 0 && <Empty title={words.none} />}
      {value && value.length > 0 && (
        <table className={classes(page.table, styles.components)}>
          <ColumnHeads titles={[words.component, words.state]}>
            <th scope="col" className={page.end}>{words.latency}</th>
            <th scope="col" className={page.end}>{words.look}</th>
          </ColumnHeads>
          <tbody>
            {value.map(({ component, status, latencyMs, ageMs }) => (
              <tr key={component}>
                <td>{componentTitle(component)}</td>
                <td>
                  <span className={styles.state}>
                    <StatusMark status={status} size={14} /> {texts.status[status]}
                  </span>
                </td>
                <td className={page.end}>{latencyMs === null ? texts.fleet.untold : `${Math.round(latencyMs)} ms`}</td>
                <td className={page.end}>{(silentFor === null ? said(ageMs) : null) ?? texts.fleet.untold}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </SideDrawer>
  )
}
