import styles from './AroundChart.module.css'

/** What tells the kinds of gaps apart without colour: as on the Timeline. */
const tiles = {
  asleep: 'M-1 5L1 7M-1-1L7 7M5-1L7 1',
  'console-off': '',
  frozen: 'M0 3H6',
  'network-away': 'M2 3H4',
  real: 'M-1 1L1-1M-1 7L7-1M5 7L7 5',
} as const

/** Patterns “<id>-<kind>” for a drawing’s gaps and warnings. */
export function GapPatterns({ id }: { id: string }) {
  return (
    <defs>
      {Object.entries(tiles).map(([kind, path]) => (
        <pattern key={kind} id={`${id}-${kind}`} width={6} height={6} patternUnits="userSpaceOnUse">
          <rect className={styles.tile} width={6} height={6} />
          <path className={kind === 'real' ? styles.realPen : styles.pen} d={path} />
        </pattern>
      ))}
      <pattern id={`${id}-warning`} width={6} height={6} patternUnits="userSpaceOnUse">
        <path className={styles.warningPen} d={tiles.real} />
      </pattern>
    </defs>
  )
}
