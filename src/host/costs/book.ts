import type { Answer, AgentRun, CallRow, FileFacts, Question } from '../../core/costs/question'
import type { Span } from '../../core/costs/periods'
import type { JobAttempts, SelfHealFigures } from '../../core/self-heal'

/** Where logs come from. A stream is read once, to its end, and never kept. */
export type LogSource =
  /** `only`: these files of it; `own`: the console writes them. */
  | { folder: string; only?: readonly string[]; own?: true }
  | { file: string }
  | { stream: AsyncIterable<Uint8Array>; name: string }

export interface ReadProgress {
  bytes: number
  /** Of all files there are to read in this pass. */
  ofBytes: number
  files: number
  ofFiles: number
  /** Nobody reads now: so much was put off until somebody asks for it. */
  isHeld?: boolean
}

/** What the logs say, kept so that no question reads them again. Its work is done on a thread of its own. */
export interface CostBook {
  /** Takes in what the sources gained since the last time; callers at the same time share one pass. */
  refresh(): Promise<void>
  ask(question: Question): Promise<Answer>
  /** The calls behind a sum, newest first; at most `limit`. Read from the logs that cover the span. */
  calls(question: Omit<Question, 'by'>, limit: number): Promise<{ rows: CallRow[]; more: boolean }>
  files(): Promise<FileFacts[]>
  /** Runs of jobs that began in the span, oldest first. */
  runs(span: Span): Promise<AgentRun[]>
  /** What needed healing; null until the logs have been read once. As of the last refresh. */
  heals(now: number): SelfHealFigures | null
  /** The same, attempt by attempt, as far back as is kept. */
  healAttempts(): readonly JobAttempts[] | null
  /** Ends the reading that is under way. What is left of large files waits for `resume`; what is new elsewhere is read as ever. */
  hold(): Promise<void>
  /** Reads what was put off. */
  resume(): Promise<void>
  /** Of the pass under way, or of what is put off; null when there is neither. */
  progress(): ReadProgress | null
  onProgress(told: (progress: ReadProgress | null) => void): void
  close(): Promise<void>
}
