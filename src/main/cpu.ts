import { app } from 'electron'

/** CPU seconds of all the app's processes since they started, where the runtime counts them; else of this one. */
export function appCpuSeconds(): number {
  const metrics = app.getAppMetrics()
  if (metrics.every(({ cpu }) => typeof cpu.cumulativeCPUUsage === 'number'))
    return metrics.reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? 0), 0)
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
