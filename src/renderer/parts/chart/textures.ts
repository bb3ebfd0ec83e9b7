/**
 * What tells the parts of a chart apart without colour: a tone of ours and a texture, the same on the canvas and in the legend.
 * A texture is a tile that repeats; its path is drawn in the tone on the ground.
 */
export type Tone = 'accent' | 'ink'

export interface Texture {
  tone: Tone
  /** 'solid', 'hollow', or the path of a tile. */
  fill: 'solid' | 'hollow' | { path: string }
}

/** Side of a tile in CSS pixels. */
export const tileSize = 6

const rising = { path: 'M-1 1L1-1M-1 7L7-1M5 7L7 5' }
const falling = { path: 'M-1 5L1 7M-1-1L7 7M5-1L7 1' }
const level = { path: 'M0 3H6' }

/** In the order they are given out: the largest parts get the plainest. */
export const textures: readonly Texture[] = [
  { tone: 'accent', fill: 'solid' },
  { tone: 'ink', fill: 'solid' },
  { tone: 'accent', fill: rising },
  { tone: 'ink', fill: falling },
  { tone: 'accent', fill: level },
]

/** Of all that is left over. */
export const restTexture: Texture = { tone: 'ink', fill: 'hollow' }
