import { useRef, useState } from 'react'
import { fault, type Fault } from '../../../../shared/faults'
import type { KindView } from '../../../../shared/forms'
import type { Reading } from '../../../../shared/model'
import type { Check } from '../../../../shared/settings'
import { call } from '../../../bridge'
import { takeSettings } from '../../../store'
import { texts } from '../../../texts'
import { idFor } from './check-id'
import { checkOf, type Draft, draftOf, newDraft, titleOf } from './draft'
import { type FieldFaults, placed } from '../form/field-faults'

const words = texts.settings.checks

export type FormStep = 'editing' | 'testing' | 'saving' | 'consent'

interface Task {
  kind: KindView
  /** null: a new one. */
  check: Check | null
  taken: readonly string[]
  onSaved: (id: string, said: string) => void
}

/** Worth another look before it is kept. */
const isUnwell = ({ status }: Reading): boolean => status !== 'ok' && status !== 'warning'

/** A check on its way from its form into the settings: what was typed survives whatever goes wrong. */
export function useCheckForm({ kind, check, taken, onSaved }: Task) {
  const [draft, setDraft] = useState<Draft>(() => (check ? draftOf(check, kind) : newDraft(kind)))
  const [step, setStep] = useState<FormStep>('editing')
  const [faults, setFaults] = useState<FieldFaults>({})
  const [said, setSaid] = useState<Fault | null>(null)
  /** What the last test of just this draft found. */
  const [reading, setReading] = useState<Reading | null>(null)
  /** Raised whenever fields were found wrong, so that the first of them gets the focus once. */
  const [refusals, setRefusals] = useState(0)
  const turn = useRef(0)
  const base = check ?? { id: idFor(titleOf(draft, kind), kind.kind, taken), enabled: true }
  const fields = [...kind.fields, ...kind.secrets, { name: 'title', title: words.name }, { name: 'everySeconds', title: words.interval }]

  const change = (field: string, part: Partial<Draft>): void => {
    turn.current++
    setDraft((before) => ({ ...before, ...part }))
    setStep('editing')
    setReading(null)
    setSaid(null)
    setFaults(Object.fromEntries(Object.entries(faults).filter(([name]) => name !== field)))
  }
  const refuse = (problem: Fault): void => {
    const { faults: found, rest } = placed(problem.message, fields)
    setFaults(found)
    setRefusals((before) => before + 1)
    setSaid(rest === null ? fault('invalid_input', words.seeFields, problem.hint) : problem)
    setStep('editing')
  }
  /** What is asked of the host; null when it is clear that it would be refused. */
  const request = () => {
    const { check: wanted, faults: found } = checkOf(draft, kind, base)
    setFaults(found)
    setSaid(null)
    if (Object.keys(found).length === 0) return { check: wanted, secrets: { ...draft.secrets } }
    setRefusals((before) => before + 1)
    setSaid(fault('invalid_input', words.seeFields))
    return null
  }

  const test = async (): Promise<void> => {
    const asked = request()
    if (!asked) return
    const mine = ++turn.current
    setReading(null)
    setStep('testing')
    const answer = await call('checks.try', asked)
    if (mine !== turn.current) return
    if (!answer.ok) return refuse(answer.error)
    setStep('editing')
    setReading(answer.value)
  }
  const save = async (allowPlainFile = false): Promise<void> => {
    const asked = request()
    if (!asked) return
    const mine = ++turn.current
    setStep('saving')
    const answer = await call('checks.save', { ...asked, allowPlainFile })
    if (answer.ok) takeSettings(answer.value)
    if (mine !== turn.current) return
    if (!answer.ok) return answer.error.code === 'keychain_unavailable' && !allowPlainFile ? setStep('consent') : refuse(answer.error)
    const done = (check ? words.saved : words.added)(asked.check.title)
    onSaved(base.id, reading && isUnwell(reading) ? `${done} ${words.testFailed}` : done)
  }

  const unwell = reading !== null && isUnwell(reading)
  /** What Enter does next. */
  const next: 'test' | 'save' = reading === null || unwell ? 'test' : 'save'
  return { draft, change, step, faults, refusals, said, reading, unwell, next, id: base.id, test, save, dropConsent: () => setStep('editing') }
}

export type CheckFormState = ReturnType<typeof useCheckForm>
