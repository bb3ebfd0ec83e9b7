import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import { texts } from '../texts'
import styles from './segments.module.css'

/** How a choice among a few looks. */
export const segmentLooks = { withItemsBorders: false, classNames: { root: styles.root ?? '', indicator: styles.chosen ?? '', label: styles.label ?? '' } }

/** The entries of a SegmentedControl, each with the key that chooses it. */
export const segments = <V extends string>(values: readonly V[], words: Readonly<Record<V, string>>, keyOf: (value: V, index: number) => string | undefined) =>
  values.map((value, index) => {
    const key = keyOf(value, index)
    return {
      value,
      label: (
        <span data-key={key} data-tip={key && texts.keys.tip(words[value], key)} data-testid={`choice-${value}`}>
          {words[value]}
        </span>
      ),
    }
  })
