import { texts } from '../texts'

/** A receipt in plain words speaks for itself; what else the other side calls a message is named as that. */
export const receiptWords = (receipt: string): string => (/^(?:[a-z ]+|HTTP \d+)$/i.test(receipt) ? receipt : texts.receipt(receipt))
