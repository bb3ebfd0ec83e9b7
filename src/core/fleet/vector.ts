import { z } from 'zod'
import { fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'

/** One series’ value at the asked moment. */
export interface Measured {
  labels: Readonly<Record<string, string>>
  value: number
}

/** Body of `GET /api/v1/query` as Prometheus, VictoriaMetrics, Mimir and Thanos give it. */
const answer = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
  }),
})
const refusal = z.object({ status: z.literal('error'), error: z.string() })

/** The figures of an answer; `NaN` and infinities are none. What isn’t an answer is a fault in words. */
export function readVector(name: string, json: unknown): Result<Measured[]> {
  const refused = refusal.safeParse(json)
  if (refused.success) return err(fault('request_invalid', `${name} can’t answer: ${oneLine(refused.data.error)}.`, 'See what its log says of it.'))
  const parsed = answer.safeParse(json)
  if (!parsed.success) return err(fault('bad_payload', `${name} doesn’t answer as Prometheus does.`, 'Check the address: it ends before /api/v1, such as http://127.0.0.1:9090.'))
  const figures = parsed.data.data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }))
  return ok(figures.filter(({ value }) => Number.isFinite(value)))
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 200)
