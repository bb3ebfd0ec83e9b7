import type { ComponentView, Status } from '../../../shared/model'
import { texts } from '../../texts'

/** So many added checks are shown one by one; of more, those that are well share one line. */
export const shownOneByOne = 10

/** What needs no eye: it is well, or nobody wants it looked at. */
const isQuiet = (component: ComponentView): boolean => !component.builtIn && (component.status === 'ok' || component.status === 'off')

/** The rows of the card: the built-in ones and whatever is unwell always, the rest folded once there are many. */
export function foldedRows(components: readonly ComponentView[], open: boolean): { rows: readonly ComponentView[]; folded: ComponentView[]; canFold: boolean } {
  const quiet = components.filter(isQuiet)
  const canFold = components.filter((component) => !component.builtIn).length > shownOneByOne && quiet.length > 1
  if (!canFold || open) return { rows: components, folded: [], canFold }
  return { rows: components.filter((component) => !isQuiet(component)), folded: quiet, canFold }
}

/** "12 ok, 2 off" */
export function tally(components: readonly ComponentView[]): string {
  const order: readonly Status[] = ['fail', 'warning', 'unknown', 'ok', 'off']
  const counts = order.map((status) => [components.filter((one) => one.status === status).length, status === 'off' ? texts.off : texts.status[status]] as const)
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => texts.health.others(count, word))
    .join(', ')
}
