/** One row of a series, as it comes: steps may be irregular. */
export interface Row {
  /** UTC epoch ms */
  at: number
  /** null: missing */
  value: number | null
  /** tick only */
  event?: 'tick' | 'poll' | 'suspend' | 'resume' | 'start'
}

export interface Verdict {
  /** finite; 0–1 for anomaly and latency, higher is stranger */
  score: number
  /** the detector's own decision: alert on */
  alert: boolean
  /** disk: hours until 100 % (1e6 = never); cost: projected total of the current month in USD */
  extra?: number
}

/** Judges a series row by row; nothing looks ahead. */
export interface Detector {
  step(row: Row): Verdict
  /** JSON of bounded size from which `create…(options, saved)` goes on exactly as if never stopped */
  save(): unknown
}
