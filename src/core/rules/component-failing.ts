import { catalogue } from '../../shared/faults'
import { isOfAge } from '../expiry'
import { unchanged } from '../incidents'
import type { ComponentState } from '../judge'
import { defineRule, type Finding } from '../plugin'

/** Conditions with a rule of their own, as the age of certificates and credentials has: one cause, one incident. */
const elsewhere = new Set(['disk_ok', 'scheduler_tick'])

export default defineRule({
  id: 'component-failing',
  title: 'Component failing',
  componentOf: (target) => target,
  evaluate({ components, own, now, openIncident, titleOf }) {
    const ended = (own?.credentials ?? []).filter(({ expiresAt }) => expiresAt <= now).map(({ component }) => component)
    return components
      .filter((component) => !elsewhere.has(component.target) && !isOfAge(component) && !(component.sample.code === 'auth_invalid' && ended.includes(component.target)))
      .flatMap((component) => {
        const open = openIncident(component.target)
        if (component.judged === 'fail') return [confirmed(component, titleOf)]
        // Open until confirmed good; what it was about is still what it is about.
        return open && component.judged === 'warning' ? [unchanged(open)] : []
      })
  },
})

function confirmed({ target, sample }: ComponentState, titleOf: (target: string) => string): Finding {
  return {
    target,
    severity: 'fail',
    title: `${titleOf(target)}: ${sample.code ? catalogue[sample.code].title.toLowerCase() : 'failing'}`,
    message: sample.message,
    hint: sample.hint,
    code: sample.code,
  }
}
