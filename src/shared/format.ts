/** How figures become words. Free of zod, so the renderer may use it; pure, so tests are tables. */

/** 'USD' decimal string → "$4.17"; small amounts keep two significant digits, so that a real cost never reads $0.00. */
export function usd(decimal: string, locale = 'en-US'): string {
  const value = Number(decimal)
  const small = value !== 0 && Math.abs(value) < 0.01
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    ...(small ? { maximumSignificantDigits: 2, minimumFractionDigits: 2 } : {}),
  }).format(value)
}

/** 85 → "85 ms"; 1234 → "1.2 s" */
export function latency(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`
  return `${(ms / 1000).toFixed(1)} s`
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const

/** 40_000 → "40 s"; 90_000 → "1 min"; 7_260_000 → "2 h 1 min" */
export function duration(ms: number): string {
  const span = Math.max(0, ms)
  for (let i = 0; i < units.length; i++) {
    const [unit, size] = units[i]!
    if (span < size) continue
    const whole = Math.floor(span / size)
    const next = units[i + 1]
    const rest = next && unit !== 'min' ? Math.floor((span - whole * size) / next[1]) : 0
    return rest > 0 && next ? `${whole} ${unit} ${rest} ${next[0]}` : `${whole} ${unit}`
  }
  return '0 s'
}

/** Age of something seen at `at`; "just now" below two seconds. */
export function age(at: number, now: number): string {
  const span = now - at
  return span < 2000 ? 'just now' : `${duration(span)} ago`
}

/** 476e9 → "476 GB": decimal units, as disks are sold and desktops show them. */
export function bytes(count: number): string {
  const names = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
  let value = count
  let i = 0
  while (value >= 999.5 && i < names.length - 1) {
    value /= 1000
    i++
  }
  return `${value >= 99.95 || i === 0 ? Math.round(value) : value.toFixed(1)} ${names[i]}`
}

/** 61.34 → "61 %"; one decimal only where the difference between full and nearly full matters. */
export function percent(value: number): string {
  // Cut, not rounded: nearly full is not full.
  return value >= 99 && value < 100 ? `${(Math.floor(value * 10) / 10).toFixed(1)} %` : `${Math.round(value)} %`
}

/** "3 incidents", "1 incident" */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** "08:00" of an epoch time, in UTC. */
export function utcTime(at: number): string {
  return new Date(at).toISOString().slice(11, 16)
}
