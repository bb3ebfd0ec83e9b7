import { useCallback, useState } from 'react'
import { call } from '../../../bridge'
import { Problems } from '../../../parts/Problems'
import { Section } from '../Section'
import { useAskedOnceSeen } from '../use-seen'
import { BackupsPart } from './BackupsPart'
import { ExportPart } from './ExportPart'
import { RoomPart } from './RoomPart'
import { SettingsFile } from './SettingsFile'

const ask = () => call('data.view')

/** All that is kept: how much it is, copies of it, and ways to take it along. */
export function DataSection() {
  // Asked anew after whatever changes it; old figures stay meanwhile.
  const [round, setRound] = useState(0)
  const changed = useCallback(() => setRound((before) => before + 1), [])
  const { value, fault, element } = useAskedOnceSeen(ask, round)
  return (
    <Section id="data">
      {fault && <Problems fault={fault} known />}
      <div ref={element}>
        <RoomPart view={value} onChanged={changed} />
      </div>
      <BackupsPart view={value} onChanged={changed} />
      <ExportPart />
      <SettingsFile />
    </Section>
  )
}
