let letters = ''

/** A letter typed after the palette was asked for and before its field is there: it is meant for the field. */
export const typeAhead = (letter: string): void => {
  letters += letter
}

/** What was typed so far; it is handed out once. */
export function takeTyped(): string {
  const taken = letters
  letters = ''
  return taken
}
