import { catalogue } from '../../shared/faults'
import { defineRule } from '../plugin'

/** Conditions with a rule of their own: one cause, one incident. */
const elsewhere = new Set(['disk_ok'])

export default defineRule({
  id: 'component-failing',
  title: 'Component failing',
  evaluate({ components, isOpen, titleOf }) {
    return components
      .filter((component) => !elsewhere.has(component.target))
      .filter(
        (component) =>
          component.judged === 'fail' ||
          // Open until confirmed good: a look we couldn't make, or a first good one, proves no recovery.
          (isOpen(component.target) && component.judged !== 'ok' && component.judged !== 'off'),
      )
      .map(({ target, sample }) => ({
        target,
        severity: 'fail' as const,
        title: `${titleOf(target)}: ${sample.code ? catalogue[sample.code].title.toLowerCase() : 'failing'}`,
        message: sample.message,
        hint: sample.hint,
        code: sample.code,
      }))
  },
})
