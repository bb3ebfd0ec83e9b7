// How set-up talks: one plain line per thing done, progress while it lasts, one sentence when it can't go on.

const SHOW_START_AFTER_MS = 1000
const REPORT_EVERY_MS = 15_000
const REDRAW_EVERY_MS = 200

/** Set-up can't go on. The message is the one sentence the user gets, remedy included. */
export class SetupStop extends Error {}

/**
 * @typedef {{ update(detail: string): void, done(text?: string): void, cancel(): void }} Step
 * @typedef {{ line(text: string): void, step(text: string): Step }} Say
 */

/** @param {number} ms */
export function duration(ms) {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`
}

/**
 * @param {NodeJS.WriteStream} [stream] where to talk; a command whose stdout is data passes stderr
 * @returns {Say}
 */
export function createSay(stream = process.stdout) {
  /** @param {string} text */
  const line = (text) => void stream.write(`${text}\n`)
  return { line, step: (text) => (stream.isTTY ? terminalStep(stream, text) : plainStep(line, text)) }
}

/** @type {Say} */
export const silent = { line() {}, step: () => ({ update() {}, done() {}, cancel() {} }) }

/**
 * On a terminal one line is redrawn in place.
 * @param {NodeJS.WriteStream} stream
 * @param {string} text
 * @returns {Step}
 */
function terminalStep(stream, text) {
  const startedMs = Date.now()
  let detail = ''
  const clear = () => stream.write('\r\u001b[2K')
  const draw = () => {
    const status = [detail, duration(Date.now() - startedMs)].filter(Boolean).join(', ')
    stream.write(`\r\u001b[2K${`${text} … ${status}`.slice(0, (stream.columns || 80) - 1)}`)
  }
  const timer = setInterval(draw, REDRAW_EVERY_MS)
  timer.unref()
  draw()
  return {
    update: (next) => void (detail = next),
    done(result = 'done') {
      clearInterval(timer)
      clear()
      stream.write(`${text}: ${result} (${duration(Date.now() - startedMs)})\n`)
    },
    cancel() {
      clearInterval(timer)
      clear()
    },
  }
}

/**
 * In a log file a short step is one line; a long one also says that it began, and how it goes now and then.
 * @param {(text: string) => void} line
 * @param {string} text
 * @returns {Step}
 */
function plainStep(line, text) {
  const startedMs = Date.now()
  let detail = ''
  const begin = setTimeout(() => line(`${text} …`), SHOW_START_AFTER_MS)
  const report = setInterval(
    () => line(`${text} … ${[detail, duration(Date.now() - startedMs)].filter(Boolean).join(', ')}`),
    REPORT_EVERY_MS,
  )
  begin.unref()
  report.unref()
  const end = () => {
    clearTimeout(begin)
    clearInterval(report)
  }
  return {
    update: (next) => void (detail = next),
    done(result = 'done') {
      end()
      line(`${text}: ${result} (${duration(Date.now() - startedMs)})`)
    },
    cancel: end,
  }
}

/**
 * Runs one step; on failure its line is cleared away, so that the sentence stands alone.
 * @template T
 * @param {Say} say
 * @param {string} text
 * @param {(step: Step) => Promise<T>} work may call step.done itself to say more than "done"
 */
export async function during(say, text, work) {
  const step = say.step(text)
  let said = false
  try {
    const result = await work({
      ...step,
      done: (words) => {
        said = true
        step.done(words)
      },
    })
    if (!said) step.done()
    return result
  } catch (error) {
    if (!said) step.cancel()
    throw error
  }
}

/**
 * The one place where a failure becomes the last line and exit code 1.
 * @param {unknown} error
 */
export function reportFailure(error) {
  const stack = error instanceof Error ? error.stack : undefined
  const sentence = error instanceof SetupStop ? error.message : (describeFailure(error) ?? stack ?? String(error))
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

/**
 * Failures of the machine rather than of ours, in words.
 * @param {any} error
 */
export function describeFailure(error) {
  const where = error?.path ? ` at ${error.path}` : ''
  switch (error?.code) {
    case 'ENOSPC':
      return `Set-up stopped: the disk is full${where}; about 1 GB is needed, so make room and run the command again.`
    case 'EDQUOT':
      return `Set-up stopped: your disk quota is used up${where}; free some space and run the command again.`
    case 'EACCES':
    case 'EPERM':
      return `Set-up stopped: no permission${where}; was an earlier run made as another user? Make the checkout yours (sudo chown -R "$USER" .) and run the command again.`
    case 'EROFS':
      return `Set-up stopped: the checkout is on a read-only disk${where}; copy it to a writable one and run the command there.`
    default:
      return undefined
  }
}

/** @param {string} complaint @returns {string} its last line, to go inside a sentence */
export function tailSentence(complaint) {
  const last = complaint.trim().split('\n').pop()?.trim()
  return last ? ` (${last})` : ''
}
