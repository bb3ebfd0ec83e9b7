import { Button, Drawer } from '@mantine/core'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Drawer.layer.css'
import { catalogue } from '../../../shared/faults'
import { latency } from '../../../shared/format'
import type { ComponentView } from '../../../shared/model'
import { ActionButton } from '../../parts/ActionButton'
import { Age, Due } from '../../parts/Age'
import { Facts } from '../../parts/Facts'
import { HistoryChart } from '../../parts/HistoryChart'
import { StatusMark } from '../../parts/StatusMark'
import { Exact } from '../../parts/Exact'
import { stateWord, useSwitchedOff } from '../../parts/switched-off'
import { actionOf } from '../../parts/worst'
import { useReturnFocus } from '../../parts/use-return-focus'
import { showDetail, showPage, useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './ComponentDetails.module.css'
import { ComponentForecast } from './ComponentForecast'
import { detailView } from './detail-view'
import { SchedulerDetails } from './SchedulerDetails'
import { Section } from './Section'

/** Everything known of one component, beside the page. */
export default function ComponentDetails({ target }: { target: string }) {
  const component = useConsole((state) => state.snapshot?.components.find((one) => one.target === target))
  useReturnFocus()
  if (!component) return null
  return (
    <Drawer
      opened
      returnFocus={false}
      onClose={() => showDetail(null)}
      position="right"
      size={480}
      title={<Heading component={component} />}
      closeButtonProps={{ 'aria-label': texts.detail.close }}
      classNames={{ title: styles.heading ?? '', header: styles.header ?? '', body: styles.body ?? '', content: 'selectable' }}
    >
      <Problem component={component} />
      <Times component={component} />
      <Section title={texts.detail.history}>
        <HistoryChart component={component} />
      </Section>
      <ComponentForecast component={component} />
      {target === 'scheduler_tick' ? <SchedulerDetails component={component} /> : <Found component={component} />}
      {!component.builtIn && (
        <div>
          <Button onClick={() => showPage('settings', `checks/${component.target}`)}>{texts.detail.edit}</Button>
        </div>
      )}
    </Drawer>
  )
}

function Heading({ component }: { component: ComponentView }) {
  const word = stateWord(component, useSwitchedOff(component.target))
  return (
    <>
      <StatusMark status={component.status} />
      <span className={styles.name}>{component.title}</span>
      <span className={styles.word}>{word}</span>
    </>
  )
}

function Problem({ component }: { component: ComponentView }) {
  const { message, hint, figure, title } = component
  const action = actionOf(component)
  if (!message && !figure) return null
  return (
    <div className={styles.problem}>
      {figure && <p className={styles.figure}>{figure}</p>}
      {message && <p>{message}</p>}
      {hint && <p className={styles.hint}>{hint}</p>}
      {action && <ActionButton action={action} about={title} />}
    </div>
  )
}

function Times({ component }: { component: ComponentView }) {
  const { status, look, since, checkedAt, nextAt, latencyMs, code, target } = component
  const word = stateWord(component, useSwitchedOff(target))
  return (
    <Facts
      facts={[
        [texts.detail.state, look === status ? word : `${word}; ${texts.detail.judged(texts.status[look])}`],
        code && [texts.detail.code, <CauseWithCode key="code" code={code} />],
        since !== null && [texts.detail.since, <Exact key="since" at={since} age={<Age at={since} />} />],
        checkedAt !== null && [texts.detail.lastLook, <Exact key="last" at={checkedAt} age={<Age at={checkedAt} />} />],
        nextAt !== null && [texts.detail.nextLook, <Due key="next" at={nextAt} />],
        latencyMs !== null && [texts.detail.latency, latency(latencyMs)],
      ]}
    />
  )
}

function CauseWithCode({ code }: { code: keyof typeof catalogue }) {
  return (
    <>
      {catalogue[code].title} <code className={styles.code}>{code}</code>
    </>
  )
}

function Found({ component }: { component: ComponentView }) {
  const { facts, tables } = detailView(component.detail)
  if (facts.length === 0 && tables.length === 0) return null
  return (
    <Section title={texts.detail.found}>
      {facts.length > 0 && <Facts facts={facts.map((fact) => [fact.name, fact.value])} />}
      {tables.map((table) => (
        <div key={table.name} className={styles.scroll}>
          <table className={styles.table} aria-label={table.name}>
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column.name} scope="col" className={column.figures ? styles.figures : undefined}>
                    {column.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, place) => (
                    <td key={place} className={table.columns[place]?.figures ? styles.figures : undefined}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </Section>
  )
}
