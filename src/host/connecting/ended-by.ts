import type { CallRules } from '../providers/call'

/** The same rules; their exchanges break off when this signal says so, too. */
export const endedBy = (rules: CallRules, signal: AbortSignal): CallRules => ({ ...rules, ended: rules.ended ? AbortSignal.any([rules.ended, signal]) : signal })
