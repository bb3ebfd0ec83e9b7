import { readFileSync, statSync } from 'node:fs'
import { fault } from '../shared/faults'
import { err, ok, type Result } from '../shared/result'

/** Far more than settings ever are. */
export const maxJsonBytes = 1024 * 1024

/** A text's JSON. What isn't JSON is told by its place alone: the text itself may hold a secret. */
export function parseJson(text: string, what: string, hint: string): Result<unknown> {
  // A byte-order mark is no part of the JSON some editors put it before.
  const json = text.replace(/^\uFEFF/, '')
  try {
    return ok(JSON.parse(json) as unknown)
  } catch (error) {
    return err(fault('invalid_input', `${what} isn’t JSON${placeIn(json, (error as SyntaxError).message)}.`, hint))
  }
}

function placeIn(json: string, said: string): string {
  if (json.trim() === '') return ': it is empty'
  const position = / in JSON at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(said)?.[1]
  if (position === undefined) return ''
  const lines = json.slice(0, Number(position)).split('\n')
  return ` (line ${lines.length}, column ${lines.at(-1)!.length + 1})`
}

/** A file's JSON, or in words why there is none. */
export function readJson(path: string, hint: string): Result<unknown> {
  const wrong = (message: string) => err(fault('invalid_input', message, hint))
  try {
    if (statSync(path).size > maxJsonBytes) return wrong(`${path} is far too large.`)
    return parseJson(readFileSync(path, 'utf8'), path, hint)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return wrong(code === 'ENOENT' ? `There is no file ${path}.` : `${path} can’t be read (${code ?? 'unknown reason'}).`)
  }
}
