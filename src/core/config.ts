import type { z } from 'zod'
import type { Difference } from '../shared/ipc'
import { err, ok, type Result } from '../shared/result'
import { fault } from '../shared/faults'
import { plural } from '../shared/format'
import { check as checkSchema, sectionNames, sections, SETTINGS_VERSION, type Check, type SectionName, type Settings, variablePart } from '../shared/settings'
import { checkProblems, isFields, placeOf, rightValue, wordsOf, type Problem } from './config-problems'
import { upgrade } from './migrations/settings'
import { rightSetting } from './right-settings'

type Fields = Record<string, unknown>

/** What tells a settings file from other JSON. */
const mark = 'settings'

/** All settings, as a file holds them: no secrets, since none are among the settings. */
export const configOf = (settings: Settings): Fields => ({ echopilot: mark, ...settings })

export const writeConfig = (settings: Settings): string => `${JSON.stringify(configOf(settings), null, 2)}\n`

const example = 'A right file is what “echopilot config export” writes, or any part of it.'

/**
 * A file's content over the settings before it, whole or not at all: sections and fields that are left out stay as they
 * are, `checks.list` is replaced. The error names every mistake with its place and a right value.
 */
export function readConfig(content: unknown, before: Settings): Result<Settings> {
  if (!isFields(content)) return err(fault('invalid_input', 'This file holds no settings.', example))
  const { echopilot = mark, ...file } = content
  if (echopilot !== mark) return err(fault('invalid_input', `“echopilot”: this isn’t a file of settings.${rightValue(mark)}`, example))
  const { version } = file
  if (typeof version === 'number' && version > SETTINGS_VERSION)
    return err(fault('invalid_input', `This file is of version ${version}; this console knows up to ${SETTINGS_VERSION}.`, 'Update this console, or export the file with one of its version.'))
  const problems: Problem[] = isVersion(version) ? [] : [{ place: 'version', words: `It should be a version.${rightValue(SETTINGS_VERSION)}` }]
  const after: Fields = { ...before }
  for (const [name, given] of Object.entries(upgrade(file))) {
    if (name !== 'version') after[name] = readSection(name, given, before, problems)
  }
  return problems.length === 0 ? ok(after as Settings) : err(refusal(problems))
}

const isVersion = (version: unknown): boolean => version === undefined || (Number.isInteger(version) && Number(version) >= 0)

/** So many are read at once; more are counted. */
const mostProblems = 50

function refusal(problems: readonly Problem[]) {
  const lines = problems.slice(0, mostProblems).map(({ place, words }) => `“${place}”: ${words}`)
  const more = problems.length > mostProblems ? [`And ${problems.length - mostProblems} more.`] : []
  return fault('invalid_input', [`Nothing is changed: ${plural(problems.length, 'mistake')} in the file.`, ...lines, ...more].join('\n'), example)
}

function readSection(name: string, given: unknown, before: Settings, problems: Problem[]): unknown {
  const wrong = (place: string, words: string): undefined => void problems.push({ place, words })
  if (!isSection(name)) return wrong(placeOf(name), `There is no such section. Known: ${sectionNames.join(', ')}.`)
  const section = sections[name] as z.ZodObject
  if (!isFields(given)) return wrong(name, `It should be an object.${rightValue(section.parse({}))}`)
  const known = Object.keys(section.shape)
  for (const field of Object.keys(given).filter((other) => !known.includes(other))) wrong(placeOf(name, field), `There is no such setting. Known: ${known.join(', ')}.`)
  const values = given['list'] !== undefined && name === 'checks' ? { ...given, list: usable(given['list'], before.checks.list, problems) } : given
  const parsed = section.safeParse({ ...before[name], ...values })
  if (parsed.success) {
    for (const path of strangers(values, parsed.data)) wrong(placeOf(name, ...path), 'There is no such setting.')
    return parsed.data
  }
  problems.push(...parsed.error.issues.map((issue) => ({ place: placeOf(name, ...issue.path), words: wordsOf(issue, rightSetting(name, issue.path)) })))
  return undefined
}

/** What a schema left out of what it was given, below the section's own fields. */
function strangers(given: unknown, taken: unknown, path: readonly PropertyKey[] = []): PropertyKey[][] {
  if (Array.isArray(given) && Array.isArray(taken)) return given.flatMap((inner, i) => strangers(inner, taken[i], [...path, i]))
  if (!isFields(given) || !isFields(taken)) return []
  return Object.entries(given).flatMap(([field, inner]) => {
    if (Object.hasOwn(taken, field)) return strangers(inner, taken[field], [...path, field])
    return path.length > 0 ? [[...path, field]] : []
  })
}

const isSection = (name: string): name is SectionName => (sectionNames as readonly string[]).includes(name)

/** The checks of a file that can be used; what is wrong with the others is said. Anything but a list is left to the schema. */
function usable(list: unknown, before: readonly Check[], problems: Problem[]): unknown {
  if (!Array.isArray(list)) return list
  const kept = new Map<string, { check: Check; at: number }>()
  for (const [at, entry] of (list as unknown[]).entries()) {
    const parsed = checkSchema.safeParse(entry)
    const other = parsed.success ? before.find(({ id }) => id === parsed.data.id) : undefined
    // One that was here already, of a kind that only another console knows, does no harm by staying.
    const stays = other !== undefined && text(other) === text(parsed.data)
    problems.push(...checkProblems(entry, { ofKind: !stays }).map(({ place, words }) => ({ place: `${placeOf('checks', 'list', at)}${place && `.${place}`}`, words })))
    if (!parsed.success) continue
    // Where they differ in a dash alone, the variables of their credentials would be the same.
    const twin = kept.get(variablePart(parsed.data.id))
    if (twin) problems.push({ place: placeOf('checks', 'list', at, 'id'), words: `${placeOf('checks', 'list', twin.at)} is called ${twin.check.id === parsed.data.id ? 'so' : `“${twin.check.id}”, which counts as the same,`} too.${rightValue(`${parsed.data.id.slice(0, 38)}-2`)}` })
    else kept.set(variablePart(parsed.data.id), { check: parsed.data, at })
  }
  return [...kept.values()].map(({ check }) => check)
}

/** JSON that says the same for the same values, in whatever order they were written. */
const text = (value: unknown): string => JSON.stringify(value, (_key, inner: unknown) => (isFields(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner))

/** What differs, place by place, in the order of the sections; checks are told apart by their ids. Empty when nothing does. */
export function differences(before: Settings, after: Settings): Difference[] {
  return sectionNames.flatMap((name) =>
    name === 'checks' ? checksDifferences(before.checks.list, after.checks.list) : fieldsDifferences(name, Object.keys(sections[name].shape), before[name], after[name]),
  )
}

function fieldsDifferences(place: string, fields: readonly string[], before: object | undefined, after: object | undefined): Difference[] {
  const valueOf = (values: object | undefined, field: string): string | null => (values && Object.hasOwn(values, field) ? text((values as Fields)[field]) : null)
  return fields.flatMap((field) => {
    const [old, next] = [valueOf(before, field), valueOf(after, field)]
    return old === next ? [] : [{ place: `${place}.${placeOf(field)}`, before: old, after: next }]
  })
}

function checksDifferences(before: readonly Check[], after: readonly Check[]): Difference[] {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))]
  const fields = ids.flatMap((id) => checkDifferences(`checks.${id}`, before.find((check) => check.id === id), after.find((check) => check.id === id)))
  // The order of those in both is the order of the rows in the window.
  const [old, next] = [orderOf(before, after), orderOf(after, before)]
  return old === next ? fields : [...fields, { place: 'checks.list', before: old, after: next }]
}

const orderOf = (list: readonly Check[], other: readonly Check[]): string => text(list.map(({ id }) => id).filter((id) => other.some((check) => check.id === id)))

function checkDifferences(place: string, before: Check | undefined, after: Check | undefined): Difference[] {
  const own = Object.keys(checkSchema.shape).filter((field) => field !== 'id' && field !== 'settings')
  const settings = [...new Set([before, after].flatMap((check) => Object.keys(check?.settings ?? {})))].toSorted()
  return [...fieldsDifferences(place, own, before, after), ...fieldsDifferences(`${place}.settings`, settings, before?.settings, after?.settings)]
}
