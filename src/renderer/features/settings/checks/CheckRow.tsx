import { Button, Switch } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { useState } from 'react'
import type { KindView } from '../../../../shared/forms'
import type { Check } from '../../../../shared/settings'
import { call, sentence } from '../../../bridge'
import { stateWord } from '../../../parts/switched-off'
import { takeSettings, useConsole } from '../../../store'
import { texts } from '../../../texts'
import { problemOf } from './BuiltInRow'
import { aboutCheck } from './check-row'
import { Row } from '../Row'

const words = texts.settings.checks

interface Props {
  check: Check
  /** Undefined for a kind this console doesn't know. */
  kind: KindView | undefined
  onEdit: () => void
  onRemove: () => void
}

/** One of the user's own checks. */
export function CheckRow({ check, kind, onEdit, onRemove }: Props) {
  const component = useConsole((state) => state.snapshot?.components.find((one) => one.target === check.id))
  const probing = useConsole((state) => state.settings?.settings.probing)
  const [fault, setFault] = useState<string | null>(null)
  if (!probing) return null

  const turn = async (enabled: boolean): Promise<void> => {
    const answer = await call('checks.save', { check: { ...check, enabled }, secrets: {} })
    if (answer.ok) takeSettings(answer.value)
    setFault(answer.ok ? null : sentence(answer.error))
  }
  const status = check.enabled ? (component?.status ?? 'unknown') : 'off'
  const about = check.enabled ? aboutCheck(check, kind, component, probing) : `${kind?.title ?? check.kind} · ${texts.switchedOff}`
  const broken = kind ? null : words.unknownKind
  return (
    <Row testId={`check-row-${check.id}`} status={status} word={stateWord({ status }, !check.enabled)} title={check.title} about={about} problem={fault ?? broken ?? problemOf(status, component?.message ?? '')}>
      {kind && (
        <Button variant="subtle" color="gray" aria-label={words.editOf(check.title)} data-focus={`check-${check.id}`} onClick={onEdit}>
          {words.edit}
        </Button>
      )}
      <Button variant="subtle" color="gray" aria-label={words.removeOf(check.title)} onClick={onRemove}>
        {words.remove}
      </Button>
      <Switch aria-label={words.watch(check.title)} checked={check.enabled} onChange={(event) => void turn(event.currentTarget.checked)} />
    </Row>
  )
}
