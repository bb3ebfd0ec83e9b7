import { lengthOf, type Span } from './axis'
import type { Answer } from './lane-source'
import type { LaneRow } from './layout'
import type { Fills } from './textures'

/** Everything a frame is painted from; sizes are CSS pixels. */
export interface Scene {
  context: CanvasRenderingContext2D
  fills: Fills
  width: number
  height: number
  span: Span
  now: number
  rows: readonly LaneRow[]
  answer: Answer
}

/** Where a moment is. */
export const xOf = ({ span, width }: Pick<Scene, 'span' | 'width'>, at: number): number => ((at - span.from) / lengthOf(span)) * width
