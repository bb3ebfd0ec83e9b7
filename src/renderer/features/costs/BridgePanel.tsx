import type { CostsView } from '../../../shared/costs'
import { Panel } from '../../parts/Panel'
import page from '../../parts/page.module.css'
import { texts } from '../../texts'
import styles from './BridgePanel.module.css'
import { bridgeSteps } from './bridge'
import { datesOf } from './period'

const scale = 100
const height = 8

/** Why our figure is not the provider's: from the one to the other, cause by cause. */
export function BridgePanel({ bridges }: { bridges: CostsView['bridge'] }) {
  return bridges.map((bridge) => (
    <Panel
      key={bridge.provider}
      title={texts.costsPage.bridge.title}
      end={<span className={page.quiet}>{datesOf({ ...bridge, period: null }, 'UTC')}</span>}
      testId="costs-bridge"
    >
      <table className={styles.bridge}>
        <tbody>
          {bridgeSteps(bridge).map(({ title, amount, words, from, to }) => (
            <tr key={title} className={words === null ? styles.end : undefined}>
              <th scope="row" data-tip={words ?? undefined}>
                {title}
              </th>
              <td>
                <Move from={from} to={to} />
              </td>
              <td className={styles.amount}>{amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  ))
}

function Move({ from, to }: { from: number; to: number }) {
  return (
    <svg className={styles.bar} viewBox={`0 0 ${scale} ${height}`} preserveAspectRatio="none" aria-hidden>
      <rect x={from * scale} width={Math.max(0.5, (to - from) * scale)} height={height} />
    </svg>
  )
}
