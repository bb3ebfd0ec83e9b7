import { Switch } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { sentence } from '../../../bridge'
import type { ComponentView, Status } from '../../../../shared/model'
import { type BuiltIn, stateWord, switches } from '../../../parts/switched-off'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { useSetting } from '../use-setting'
import { aboutBuiltIn } from './check-row'
import { Row } from '../Row'

const words = texts.settings.checks

/** What is wrong, where something is. */
export const problemOf = (status: Status, message: string): string | null => (status === 'warning' || status === 'fail' ? message || null : null)

/** One of the five: only its switch is here, the rest has a place of its own. */
export function BuiltInRow({ component }: { component: ComponentView }) {
  const probing = useConsole((state) => state.settings?.settings.probing)
  const enabled = useSetting(switches[component.target as BuiltIn], 'enabled')
  if (!probing) return null
  const off = enabled.value === false
  return (
    <Row
      testId={`check-row-${component.target}`}
      status={component.status}
      word={stateWord(component, off)}
      title={component.title}
      about={off ? `${words.builtIn} · ${texts.switchedOff}` : aboutBuiltIn(component, probing)}
      problem={enabled.fault ? sentence(enabled.fault) : problemOf(component.status, component.message)}
    >
      <Switch
        aria-label={words.watch(component.title)}
        checked={enabled.value ?? false}
        disabled={enabled.variable !== null}
        onChange={(event) => void enabled.save(event.currentTarget.checked)}
      />
    </Row>
  )
}
