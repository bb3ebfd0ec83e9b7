import type { ReactNode } from 'react'

interface Props {
  titles: readonly string[]
  /** Heads after these that look otherwise. */
  children?: ReactNode
}

/** The head of a table: what each column holds. */
export function ColumnHeads({ titles, children }: Props) {
  return (
    <thead>
      <tr>
        {titles.map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
        {children}
      </tr>
    </thead>
  )
}
