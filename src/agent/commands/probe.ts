import type { HealthReport } from '../../core/views/health-api'
import { existsSync } from 'node:fs'
import { statusShape, statusWord } from '../../shared/status'
import { mark } from '../mark'
import { oneShot } from '../one-shot'
import type { Invocation } from '../options'
import { findRunning } from '../running'

/** Looks at everything now: by the running console, which has the keychain's credentials, else by itself. */
export async function probe(invocation: Invocation): Promise<number> {
  const running = invocation.originMapGiven ? null : await findRunning(invocation.paths)
  const report = running ? ((await running.post('/api/probe')) as HealthReport) : await lookHere(invocation)
  invocation.write(invocation.json ? JSON.stringify(report, null, 2) : inWords(report))
  return report.status === 'fail' || !report.ok ? 1 : 0
}

async function lookHere(invocation: Invocation): Promise<HealthReport> {
  if (existsSync(invocation.paths.secrets))
    invocation.note('Credentials kept by the console’s keychain can’t be used here; start the console, or set NOTION_TOKEN and the like.')
  return oneShot(invocation, async (console) => {
    await console.look({ reason: 'button' })
    return console.report()
  })
}

function inWords(report: HealthReport): string {
  const lines = Object.entries(report.details).map(([target, { title, status, figure, message, latency_ms }]) => {
    const issue = report.issues.find(({ component }) => component === target)
    const said = issue ? [issue.message, issue.hint].filter(Boolean).join(' ') : (figure ?? (message || statusWord[status]))
    const took = latency_ms === null || status === 'off' ? '' : `  ${Math.round(latency_ms)} ms`
    return `${mark(status)} ${title.padEnd(20)}${said}${took}`
  })
  return [...lines, '', `${statusShape[report.status]} ${statusWord[report.status]}`].join('\n')
}
