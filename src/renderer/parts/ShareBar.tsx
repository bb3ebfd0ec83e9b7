import { memo } from 'react'
import { classes } from './classes'
import styles from './ShareBar.module.css'

interface Props {
  /** 0 to 1. */
  share: number
  className?: string | undefined
  tone?: 'quiet' | 'accent' | 'fail' | 'warning'
  /** Places to be marked, 0 to 1: how far the time is, where it will end. */
  marks?: readonly { at: number; look: 'solid' | 'dashed' }[]
}

const whole = 100
const height = 8
const most = (share: number): number => Math.min(1, Math.max(0, share)) * whole
/** A mark at the very end would be cut off. */
const inside = (share: number): number => Math.min(whole - 0.5, Math.max(0.5, most(share)))

/** How much of a whole: a thin bar; what it says stands beside it in figures. */
export const ShareBar = memo(function ShareBar({ share, className, tone = 'quiet', marks = [] }: Props) {
  return (
    <svg className={classes(styles.bar, className)} viewBox={`0 0 ${whole} ${height}`} preserveAspectRatio="none" aria-hidden>
      <rect width={whole} height={height} className={styles.track} />
      <rect width={most(share)} height={height} className={styles[tone]} />
      {marks.map(({ at, look }) => (
        <line key={look} className={styles[look]} x1={inside(at)} x2={inside(at)} y1={0} y2={height} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  )
})
