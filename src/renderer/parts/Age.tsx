import { type MomentKind, momentWords } from '../../shared/moments'
import { useClock } from '../clock'
import { exactTime } from './time'

interface Props {
  at: number
}

/** A moment in words of now, with the exact time at hover; drawn again only when the words change. In a picture drawn ahead the main process finds it by `data-moment`. */
export function Moment({ at, as }: Props & { as: MomentKind }) {
  const text = useClock((now) => momentWords[as](at, now))
  return (
    <time dateTime={new Date(at).toISOString()} data-moment={as} data-tip={exactTime(at)}>
      {text}
    </time>
  )
}

/** "40 s ago". */
export const Age = ({ at }: Props) => <Moment at={at} as="age" />

/** "in 35 s", "08:00 UTC", "Mon 00:05 UTC". */
export const Due = ({ at }: Props) => <Moment at={at} as="due" />
