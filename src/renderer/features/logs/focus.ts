/** What the page is opened at from elsewhere: "<UTC epoch ms>", "<source>@", "<source>@<UTC epoch ms>", or "search:<query>". */
export interface LogsFocus {
  source: string | null
  at: number | null
  query: string
}

const search = 'search:'

export function readFocus(focus: string | null): LogsFocus {
  if (focus?.startsWith(search)) return { source: null, at: null, query: focus.slice(search.length) }
  const [, source, at] = /^(?:(.*)@)?(\d{9,15})?$/s.exec(focus ?? '') ?? []
  return { source: source || null, at: at === undefined ? null : Number(at), query: '' }
}
