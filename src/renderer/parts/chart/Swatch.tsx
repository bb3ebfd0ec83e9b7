import { memo } from 'react'
import { classes } from '../classes'
import styles from './chart.module.css'
import { type Texture, tileSize } from './textures'

const tiles = [0, tileSize].flatMap((x) => [0, tileSize].map((y) => `translate(${x} ${y})`))

/** What a part looks like in the chart, beside its name. */
export const Swatch = memo(function Swatch({ texture: { tone, fill } }: { texture: Texture }) {
  return (
    <svg className={classes(styles.swatch, styles[tone])} width={12} height={12} viewBox="0 0 12 12" aria-hidden>
      {fill === 'solid' && <rect className={styles.solid} width={12} height={12} rx={2} />}
      {typeof fill === 'object' && tiles.map((place) => <path key={place} className={styles.texture} d={fill.path} transform={place} />)}
      {fill !== 'solid' && <rect className={styles.frameLine} x={0.75} y={0.75} width={10.5} height={10.5} rx={1.5} />}
    </svg>
  )
})
