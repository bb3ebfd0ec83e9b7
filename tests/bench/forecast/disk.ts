import { createDiskForecast } from '../../../src/core/forecast/disk'
import { lastHoursRate, medianSlope, predictLinear, upperEnvelope, type DiskRule } from './disk-rules'
import { scoreDisk, summary, type DiskScore } from './disk-score'
import { diskKinds, diskSeries, type DiskSeries } from './disk-series'
import type { Table } from './entry'

export const horizonHours = 24
export const seriesOfAKind = 20

export const ours: DiskRule = (horizon) => {
  const forecast = createDiskForecast({ horizonHours: horizon })
  return (row) => {
    const { alert, extra } = forecast.step(row)
    return { alert, hours: extra! }
  }
}

const rules: Record<string, DiskRule> = {
  'EchoPilot': ours,
  'predict_linear, as the node-exporter mixin uses it': predictLinear,
  'Netdata’s last hour’s rate': lastHoursRate,
  'Theil–Sen over 24 h': medianSlope,
  'upper envelope': upperEnvelope,
}

export const heldOut = (ofAKind: number, first = 0): DiskSeries[] => diskKinds.flatMap((kind) => Array.from({ length: ofAKind }, (_, i) => diskSeries(kind, 'held-out', first + i)))

export const scoresOf = (all: readonly DiskSeries[], rule: DiskRule): DiskScore[] => all.map((series) => scoreDisk(series, rule(horizonHours), horizonHours))

export const table: Table = {
  name: 'Disk: full within 24 h',
  print({ seed }) {
    const all = heldOut(seriesOfAKind, seed ?? 0)
    const scored = Object.entries(rules).map(([name, rule]) => ({ name, scores: scoresOf(all, rule) }))
    const weeks = scored[0]!.scores.reduce((sum, score) => sum + score.weeks, 0)
    return `${all.length} series not tuned on, ${weeks.toFixed(0)} disk-weeks; a lead counts from the last time the alert came on before the fill

| rule | fills | lead ratio | lead ratio without runaways | false alarms a disk-week | runaway lead | runaways missed | error at 24 h, median | flaps a fill |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${scored.map(({ name, scores }) => line(name, scores)).join('\n')}

| EchoPilot by kind | fills | lead ratio | false alarms a disk-week |
| --- | ---: | ---: | ---: |
${diskKinds.map((kind) => kindLine(kind, scored[0]!.scores)).join('\n')}
`
  },
}

function line(name: string, scores: readonly DiskScore[]): string {
  const all = summary(scores)
  const slow = summary(scores.filter(({ kind }) => kind !== 'runaway'))
  return `| ${name} | ${all.fills} | ${all.lead.toFixed(2)} | ${slow.lead.toFixed(2)} | ${all.falsePerWeek.toFixed(2)} | ${all.runawayLead.toFixed(2)} | ${all.runawayMissed} of ${all.runaways} | ${(100 * all.error24).toFixed(0)} % | ${all.flaps.toFixed(2)} |`
}

function kindLine(kind: string, scores: readonly DiskScore[]): string {
  const { fills, lead, falsePerWeek } = summary(scores.filter((score) => score.kind === kind))
  return `| ${kind} | ${fills} | ${fills > 0 ? lead.toFixed(2) : '–'} | ${falsePerWeek.toFixed(2)} |`
}
