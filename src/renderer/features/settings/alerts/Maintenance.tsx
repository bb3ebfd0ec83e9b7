import { Button } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { sentence } from '../../../bridge'
import { useClock } from '../../../clock'
import { classes } from '../../../parts/classes'
import { IconCheck, IconPlus } from '../../../parts/icons'
import { ActMark } from '../../../parts/IncidentMark'
import { StatusMark } from '../../../parts/StatusMark'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { takeOut } from '../removal'
import { useFocusLater } from '../use-focus-later'
import { useSetting } from '../use-setting'
import section from './AlertsSection.module.css'
import styles from './Maintenance.module.css'
import type { Window } from './maintenance-draft'
import { MaintenanceForm } from './MaintenanceForm'
import { aboutWindow, sorted, type WindowState, windowState } from './maintenance-rows'

const words = texts.settings.alerts

const windowsNow = (): readonly Window[] => useConsole.getState().settings?.settings.alerts.maintenance ?? []

/** Planned work: what is announced, and how to announce more. */
export function Maintenance() {
  const setting = useSetting('alerts', 'maintenance')
  const minute = useClock((now) => Math.floor(now / 60_000) * 60_000)
  const [adding, setAdding] = useState(false)
  const [said, setSaid] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const focusOn = useFocusLater(box)
  const windows = sorted(setting.value ?? [], minute)

  const close = (done = ''): void => {
    setAdding(false)
    setSaid(done)
    focusOn('add')
  }
  const add = async (window: Window): Promise<boolean> => {
    const taken = await setting.save([...windows, window])
    if (taken) close(words.added(window.title))
    return taken
  }
  const remove = (window: Window): void => {
    setSaid('')
    void takeOut(window, windowsNow, setting.save, () => focusOn(window.id))
  }
  return (
    <div ref={box}>
      <p className={section.hint}>{words.maintenanceHint}</p>
      <ul className={styles.list} aria-label={words.windows}>
        {windows.map((window) => (
          <WindowRow key={window.id} window={window} minute={minute} onRemove={() => remove(window)} />
        ))}
      </ul>
      {adding ? (
        <MaintenanceForm taken={windows.map(({ id }) => id)} fault={setting.fault} onAdd={add} onClose={() => close()} />
      ) : (
        <div className={styles.foot}>
          <Button
            data-focus="add"
            data-testid="maintenance-add"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => {
              setSaid('')
              setAdding(true)
            }}
          >
            {words.addWindow}
          </Button>
          <output className={styles.said}>{setting.fault ? sentence(setting.fault) : said}</output>
        </div>
      )}
    </div>
  )
}

const marks: Record<WindowState, ReactNode> = {
  running: <ActMark act="snoozed" />,
  planned: <StatusMark status="off" />,
  over: <IconCheck size={16} aria-hidden />,
}

function WindowRow({ window, minute, onRemove }: { window: Window; minute: number; onRemove: () => void }) {
  const components = useConsole((state) => state.snapshot?.components)
  const titleOf = (target: string): string => components?.find((one) => one.target === target)?.title ?? target
  const about = aboutWindow(window, titleOf, minute)
  const state = windowState(window, minute)
  return (
    <li className={classes(styles.row, state === 'over' && styles.over)} data-state={state}>
      {marks[state]}
      <div className={styles.words}>
        <p className={styles.title} data-tip-when="cut" data-tip={window.title}>
          {window.title}
        </p>
        <p className={styles.about} data-tip-when="cut" data-tip={about}>
          {about}
        </p>
      </div>
      <Button variant="subtle" color="gray" data-focus={window.id} aria-label={words.removeOf(window.title)} onClick={onRemove}>
        {words.remove}
      </Button>
    </li>
  )
}
