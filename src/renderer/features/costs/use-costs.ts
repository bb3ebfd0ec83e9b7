import { useEffect, useState } from 'react'
import type { CostDimension, CostsView } from '../../../shared/costs'
import { call, listen } from '../../bridge'
import { remember, remembered } from '../../parts/memory'
import type { Asked } from '../../parts/use-asked'
import { reuse } from '../../reuse'
import { type Chosen, rememberedDimension, rememberedPeriod } from './period'

interface Question {
  span: Chosen
  by: CostDimension
}

interface Answer extends Asked<CostsView> {
  /** What `value` answers: while a newer question is on its way, the one before. */
  answered: Question
}

export interface Costs extends Answer {
  chosen: Chosen
  by: CostDimension
  choose: (chosen: Chosen) => void
  split: (by: CostDimension) => void
  again: () => void
}

const habits = { period: 'costs-period', by: 'costs-by' }

/** What is asked, and the newest answer to it; the last answer stays until the next is there. */
export function useCosts(): Costs {
  const [question, setQuestion] = useState<Question>(() => ({ span: { period: rememberedPeriod(remembered(habits.period)), before: 0 }, by: rememberedDimension(remembered(habits.by)) }))
  const answer = useAnswer(question)
  return {
    ...answer,
    chosen: question.span,
    by: question.by,
    choose: (span) => {
      remember(habits.period, span.period)
      setQuestion({ ...question, span })
    },
    split: (by) => {
      remember(habits.by, by)
      setQuestion({ ...question, by })
    },
    again: () => setQuestion({ ...question }),
  }
}

/** The newest answer, so that somebody who comes back finds no empty page while the next is on its way. */
let kept: Answer | null = null

/** Asks anew whenever costs have changed, one question at a time: however often that is, an answer comes through. */
function useAnswer(question: Question): Answer {
  const [answer, setAnswer] = useState<Answer>(() => kept ?? { value: null, fault: null, answered: question })
  useEffect(() => {
    let current = true
    let asking = false
    let changed = false
    const ask = async (): Promise<void> => {
      changed = true
      if (asking) return
      asking = true
      changed = false
      const told = await call('costs.view', question)
      asking = false
      if (!current) return
      if (!told.ok) setAnswer((before) => ({ ...before, fault: told.error }))
      else setAnswer((kept = { value: reuse(kept?.value, told.value), fault: null, answered: question }))
      if (changed) await ask()
    }
    void ask()
    const stop = listen('costs', () => void ask())
    return () => {
      current = false
      stop()
    }
  }, [question])
  return answer
}
