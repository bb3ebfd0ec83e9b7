import { colourHere } from '../../parts/chart/paint'
import { type Look, type Palette, toneOf } from './palette'

/** Side of a tile, CSS pixels. */
export const tileSize = 6

/** Paths of a tile, by texture. */
export const tilePaths: Readonly<Record<Exclude<Look['texture'], 'solid' | 'hollow'>, string>> = {
  rising: 'M-1 1L1-1M-1 7L7-1M5 7L7 5',
  falling: 'M-1 5L1 7M-1-1L7 7M5-1L7 1',
  level: 'M0 3H6',
  dots: 'M2 3H4',
}

/** Fills of looks, made once a theme: patterns of a canvas hold their colours. */
export class Fills {
  private readonly made = new Map<Look, string | CanvasPattern>()

  constructor(
    private readonly context: CanvasRenderingContext2D,
    readonly palette: Palette,
    private readonly ratio: number,
  ) {}

  of(look: Look): string | CanvasPattern {
    const known = this.made.get(look)
    if (known !== undefined) return known
    const fill = this.make(look)
    this.made.set(look, fill)
    return fill
  }

  private make({ texture, ...look }: Look): string | CanvasPattern {
    if (texture === 'solid') return toneOf({ ...look, texture }, this.palette)
    if (texture === 'hollow') return this.palette.ground
    const side = Math.round(tileSize * this.ratio)
    const tile = new OffscreenCanvas(side, side)
    const pen = tile.getContext('2d')!
    pen.fillStyle = colourHere(this.context, this.palette.ground)
    pen.fillRect(0, 0, side, side)
    pen.scale(side / tileSize, side / tileSize)
    pen.strokeStyle = colourHere(this.context, toneOf({ ...look, texture }, this.palette))
    pen.lineWidth = 1.5
    pen.stroke(new Path2D(tilePaths[texture]))
    const pattern = this.context.createPattern(tile, 'repeat')!
    // Drawn in CSS pixels, on a canvas that has more of them.
    pattern.setTransform(new DOMMatrix().scale(1 / this.ratio))
    return pattern
  }
}
