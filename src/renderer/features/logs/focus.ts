/** What the page is opened at from elsewhere: "<UTC epoch ms>", or "<source>@<UTC epoch ms>". */
export interface LogsFocus {
  source: string | null
  at: number | null
}

export function readFocus(focus: string | null): LogsFocus {
  const [, source, at] = /^(?:(.*)@)?(\d{9,15})$/s.exec(focus ?? '') ?? []
  return { source: source || null, at: at === undefined ? null : Number(at) }
}
