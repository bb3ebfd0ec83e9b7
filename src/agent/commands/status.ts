import type { StatusReport } from '../../core/views/status'
import { statusShape } from '../../shared/status'
import { mark } from '../mark'
import type { Invocation } from '../options'
import { findRunning } from '../running'

export async function status({ paths, json, write }: Invocation): Promise<number> {
  const running = await findRunning(paths)
  if (!running) {
    const message = `No console or agent is running on ${paths.data}.`
    write(json ? JSON.stringify({ ok: false, running: false, message, hint: 'Start one with “npm start” or “npx echopilot agent”.' }, null, 2) : `${message} Start one with “npm start” or “npx echopilot agent”.`)
    return 1
  }
  const { instance } = running
  const report = (await running.get('/api/status')) as StatusReport
  if (json) write(JSON.stringify({ running: true, ...instance, ...report }, null, 2))
  else {
    write(
      [
        `${statusShape[report.status]} ${report.headline}`,
        `   ${instance.kind} ${instance.version}, pid ${instance.pid}, local API on ${instance.api}`,
        ...report.components.map(({ title, status: state, message, figure }) => `   ${mark(state)} ${title.padEnd(16)}${message || figure || ''}`),
        ...report.notes.map(({ message }) => `   ${message}`),
      ].join('\n'),
    )
  }
  return report.status === 'fail' ? 1 : 0
}
