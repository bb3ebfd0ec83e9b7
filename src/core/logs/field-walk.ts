/** Each value of a parsed line that is no object, with the dotted path of names to it. Places in lists have no name. */
export function* fieldsIn(value: unknown, path = ''): Generator<[path: string, value: string | number | boolean | null]> {
  if (Array.isArray(value)) for (const one of value) yield* fieldsIn(one, path)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* fieldsIn(inner, path === '' ? name : `${path}.${name}`)
  } else yield [path, value as string | number | boolean | null]
}

/** Whether a field's path is the one meant by `name`: all of it, or its end. */
export const isNamed = (path: string, name: string): boolean => path === name || path.endsWith(`.${name}`)
