/** One page of a list; `next` is what the following one is asked with, null at the end. */
export interface Page<T> {
  rows: T[]
  next: string | null
}
