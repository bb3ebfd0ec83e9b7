import type { Status } from '../shared/model'
import { statusShape } from '../shared/status'

/** A state's shape, two columns wide as terminals draw it, so that what follows stands in line. */
export const mark = (status: Status): string => (status === 'off' ? `${statusShape.off} ` : statusShape[status])
