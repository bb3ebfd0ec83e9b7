import { Button } from '@mantine/core'
import { useState } from 'react'
import type { FreePlan } from '../../../../shared/data'
import { call } from '../../../bridge'
import { useOpened } from '../../../parts/use-opened'
import { useReturnFocus } from '../../../parts/use-return-focus'
import { WorkProgress } from '../../../parts/WorkProgress'
import { texts } from '../../../texts'
import styles from './DataSection.module.css'
import { Decision } from './Decision'
import { planLines } from './free-lines'
import { Said } from './Said'
import { useDoing } from './use-doing'

const words = texts.settings.data

/** Makes room at once, once somebody has seen what goes. */
export function FreeSpace({ onChanged }: { onChanged: () => void }) {
  const doing = useDoing()
  const [plan, setPlan] = useState<FreePlan | null>(null)
  const look = async (): Promise<void> => {
    const found = await doing.run(() => call('data.freePlan'))
    if (!found) return
    if (planLines(found).length === 0) doing.say(words.nothingToFree)
    else setPlan(found)
  }
  const free = async (): Promise<void> => {
    setPlan(null)
    const freed = await doing.run(() => call('data.free'))
    if (freed) doing.say(words.freed(freed.folded, freed.dropped, freed.files))
    onChanged()
  }
  return (
    <>
      <div className={styles.buttons}>
        <Button data-testid="free-now" aria-disabled={doing.busy} onClick={() => !doing.busy && void look()}>
          {words.freeNow}
        </Button>
      </div>
      {plan && <Plan plan={plan} onFree={() => void free()} onCancel={() => setPlan(null)} />}
      <WorkProgress id="free" />
      <Said doing={doing} />
    </>
  )
}

function Plan({ plan, onFree, onCancel }: { plan: FreePlan; onFree: () => void; onCancel: () => void }) {
  useReturnFocus()
  const box = useOpened<HTMLFieldSetElement>(onCancel)
  return (
    <fieldset ref={box} aria-label={words.freeing} className={styles.preview} data-testid="free-plan">
      <ul className={styles.lines}>
        {planLines(plan).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{words.noUndo}</p>
      <Decision label={words.doFree} onDo={onFree} onCancel={onCancel} />
    </fieldset>
  )
}
