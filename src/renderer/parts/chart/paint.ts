import type { ChartColours } from './chart-colours'
import { type Texture, tileSize } from './textures'

const toneOf = ({ tone }: Texture, colours: ChartColours): string => (tone === 'accent' ? colours.accent : colours.solid)

/** A colour as it is where this canvas stands: a name of the system’s is another one on a canvas that stands nowhere. */
export function colourHere(context: CanvasRenderingContext2D, colour: string): string {
  context.fillStyle = colour
  return String(context.fillStyle)
}

/** What a texture is filled with on a canvas whose pixels are `ratio` to one of CSS. */
export function fillOf(context: CanvasRenderingContext2D, texture: Texture, colours: ChartColours, ratio: number): string | CanvasPattern {
  if (texture.fill === 'solid') return toneOf(texture, colours)
  if (texture.fill === 'hollow') return colours.ground
  const side = Math.round(tileSize * ratio)
  const tile = new OffscreenCanvas(side, side)
  const pen = tile.getContext('2d')!
  pen.fillStyle = colourHere(context, colours.ground)
  pen.fillRect(0, 0, side, side)
  pen.scale(side / tileSize, side / tileSize)
  pen.strokeStyle = colourHere(context, toneOf(texture, colours))
  pen.lineWidth = 1.5
  pen.stroke(new Path2D(texture.fill.path))
  return context.createPattern(tile, 'repeat')!
}

/** One block of a column, in canvas pixels: filled, with an edge of its tone and a hair's breadth to the next. */
export function paintBlock(context: CanvasRenderingContext2D, box: { x: number; y: number; width: number; height: number }, texture: Texture, fill: string | CanvasPattern, colours: ChartColours, ratio: number): void {
  const hair = Math.max(1, Math.round(ratio))
  const height = Math.max(hair, box.height - (box.height > 3 * hair ? hair : 0))
  context.fillStyle = fill
  context.fillRect(box.x, box.y, box.width, height)
  if (texture.fill === 'solid') return
  context.strokeStyle = toneOf(texture, colours)
  context.lineWidth = hair
  context.strokeRect(box.x + hair / 2, box.y + hair / 2, Math.max(0, box.width - hair), Math.max(0, height - hair))
}
