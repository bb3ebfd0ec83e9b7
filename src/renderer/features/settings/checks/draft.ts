import type { FormField, KindView } from '../../../../shared/forms'
import type { Check } from '../../../../shared/settings'
import { texts } from '../../../texts'
import type { FieldFaults } from '../form/field-faults'
import { intervalWords, readInterval } from './interval'
import { longestTitle, suggestTitle } from './suggest-title'

/** A check as its form holds it: what was typed, right or not. */
export interface Draft {
  /** null: as suggested. */
  title: string | null
  every: string
  watchValue: boolean
  values: Readonly<Record<string, string | boolean>>
  /** Typed ones only; an empty one forgets what is kept. */
  secrets: Readonly<Record<string, string>>
}

const shown = (field: FormField, value: FormField['initial'] | undefined): string | boolean => {
  const known = value ?? field.initial
  return field.control === 'switch' ? known === true : known === null ? '' : String(known)
}

const valuesOf = (kind: KindView, settings: Check['settings']): Draft['values'] =>
  Object.fromEntries(kind.fields.map((field) => [field.name, shown(field, settings[field.name])]))

export const newDraft = (kind: KindView): Draft => ({ title: null, every: '', watchValue: false, values: valuesOf(kind, {}), secrets: {} })

export const draftOf = (check: Check, kind: KindView): Draft => ({
  title: check.title,
  every: check.everySeconds === null ? '' : intervalWords(check.everySeconds),
  watchValue: check.watchValue,
  values: valuesOf(kind, check.settings),
  secrets: {},
})

export const titleOf = (draft: Draft, kind: KindView): string => draft.title ?? suggestTitle(kind, draft.values)

/** What the host is sent of a field: undefined leaves it out, so that the kind's own default counts. */
function valueOf(field: FormField, typed: string | boolean | undefined): Check['settings'][string] | undefined {
  if (field.control === 'switch') return typed === true
  const text = String(typed ?? '').trim()
  if (text === '') return field.optional && field.initial === null ? null : undefined
  return field.control === 'figure' ? Number(text.replace(',', '.')) : text
}

function faultOf(field: FormField, typed: string | boolean | undefined): string | null {
  if (field.control === 'switch') return null
  const text = String(typed ?? '').trim()
  if (text === '') return field.optional ? null : texts.settings.checks.needed
  return field.control === 'figure' && !Number.isFinite(Number(text.replace(',', '.'))) ? texts.settings.notNumber : null
}

/**
 * The check a draft stands for, and what is already known to be wrong with it (its name and interval are `title` and
 * `everySeconds`); the host has the last word.
 */
export function checkOf(draft: Draft, kind: KindView, base: Pick<Check, 'id' | 'enabled'>): { check: Check; faults: FieldFaults } {
  const words = texts.settings.checks
  const title = titleOf(draft, kind).trim()
  const every = readInterval(draft.every)
  const fields = kind.fields.map((field) => [field.name, faultOf(field, draft.values[field.name])] as const)
  const faults = [...fields, ['title', titleFault(title)] as const, ['everySeconds', every === 'wrong' ? words.wrongInterval : null] as const]
  const settings = kind.fields.map((field) => [field.name, valueOf(field, draft.values[field.name])] as const)
  return {
    check: {
      id: base.id,
      kind: kind.kind,
      title,
      enabled: base.enabled,
      everySeconds: every === 'wrong' ? null : every,
      watchValue: draft.watchValue,
      settings: Object.fromEntries(settings.filter((entry): entry is readonly [string, Check['settings'][string]] => entry[1] !== undefined)),
    },
    faults: Object.fromEntries(faults.filter((fault): fault is readonly [string, string] => fault[1] !== null)),
  }
}

function titleFault(title: string): string | null {
  if (title === '') return texts.settings.checks.needed
  return title.length > longestTitle ? texts.settings.checks.longTitle(longestTitle) : null
}
