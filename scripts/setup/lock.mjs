// Two set-ups of one checkout (two terminals) take turns.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { setupDir } from './places.mjs'
import { onStop } from './run.mjs'

const BEAT_MS = 3000
/** A holder that has not shown a sign of life for so long is gone, whatever its number says. */
const STALE_MS = 30_000
const POLL_MS = 250

/**
 * @template T
 * @param {import('./say.mjs').Say} say
 * @param {() => Promise<T>} work
 * @param {string} [file]
 * @returns {Promise<T>}
 */
export async function withLock(say, work, file = path.join(setupDir, 'lock')) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  await acquire(say, file)
  const beat = setInterval(() => touch(file), BEAT_MS)
  beat.unref()
  const release = () => {
    clearInterval(beat)
    if (holder(file)?.pid === process.pid) fs.rmSync(file, { force: true })
  }
  const forget = onStop(release)
  try {
    return await work()
  } finally {
    forget()
    release()
  }
}

/** @param {import('./say.mjs').Say} say @param {string} file */
async function acquire(say, file) {
  /** @type {import('./say.mjs').Step | undefined} */
  let waiting
  while (!tryCreate(file)) {
    const other = holder(file)
    if (other && isStale(other, file)) {
      removeStale(file, other)
      continue
    }
    waiting ??= say.step(`Waiting for another set-up of this checkout${other?.pid ? ` (process ${other.pid})` : ''}`)
    await sleep(POLL_MS)
  }
  waiting?.done()
}

/** @param {string} file */
function tryCreate(file) {
  try {
    // Written aside and linked into place: the file is never seen empty.
    const mine = `${file}.${process.pid}`
    fs.writeFileSync(mine, JSON.stringify({ pid: process.pid, host: os.hostname() }))
    try {
      fs.linkSync(mine, file)
    } catch (error) {
      if (error.code === 'EEXIST') return false
      fs.writeFileSync(file, fs.readFileSync(mine), { flag: 'wx' }) // file systems without hard links
    } finally {
      fs.rmSync(mine, { force: true })
    }
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} file @returns {{ pid: number, host: string } | undefined} */
function holder(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    return error.code === 'ENOENT' ? undefined : { pid: 0, host: '' }
  }
}

/** @param {{ pid: number, host: string }} other @param {string} file */
function isStale(other, file) {
  if (other.host === os.hostname() && other.pid > 0 && !isAlive(other.pid)) return true
  const touchedMs = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  return Date.now() - touchedMs > STALE_MS
}

/**
 * Moved aside first, so that of two who find it stale only one removes it; a fresh one caught by mistake is put back.
 * @param {string} file
 * @param {{ pid: number, host: string }} judged
 */
function removeStale(file, judged) {
  const aside = `${file}.stale.${process.pid}`
  try {
    fs.renameSync(file, aside)
    if (holder(aside)?.pid !== judged.pid) fs.linkSync(aside, file)
    fs.rmSync(aside, { force: true })
  } catch {
    // the other one was quicker
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** @param {string} file */
function touch(file) {
  const now = new Date()
  try {
    fs.utimesSync(file, now, now)
  } catch {
    // taken away; nothing to keep alive
  }
}
