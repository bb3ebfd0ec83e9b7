import type { ComponentView } from '../../shared/model'
import type { ComponentState } from '../judge'
import { waitAfter, type Target } from '../targets'
import { isStale, staleFinding } from './stale'

/** One row: the judged state, or `unknown` once it is too old to be believed. */
export function componentView(target: Target, state: ComponentState | undefined, now: number): ComponentView {
  if (!state) return unseenView(target)
  const { sample } = state
  const wait = waitAfter(target, sample)
  const stale = state.judged !== 'off' && isStale(sample.at, wait, now)
  const found = stale ? staleFinding : { status: state.judged, code: sample.code, message: sample.message || confirming(state), hint: sample.hint }
  return {
    ...aboutOf(target),
    ...found,
    look: sample.status,
    figure: sample.figure,
    latencyMs: sample.latencyMs,
    checkedAt: sample.at,
    since: stale ? sample.at : state.since,
    nextAt: wait === null ? null : sample.at + wait,
    history: state.history,
    detail: sample.detail,
    action: target.probe.action(found.code),
  }
}

/** A good look that doesn't show as ok yet needs a word. */
const confirming = (state: ComponentState): string =>
  state.judged === 'warning' && state.sample.status === 'ok' ? 'Answers again; one more good look confirms it.' : ''

const aboutOf = ({ id, title, probe, builtIn, reach, unit }: Target) => ({ target: id, kind: probe.kind, title, builtIn, reach, unit })

const unseenView = (target: Target): ComponentView => ({
  ...aboutOf(target),
  status: 'unknown',
  look: 'unknown',
  code: null,
  message: 'Not looked at yet.',
  hint: null,
  figure: null,
  latencyMs: null,
  checkedAt: null,
  since: null,
  nextAt: null,
  history: [],
  detail: {},
  action: null,
})
