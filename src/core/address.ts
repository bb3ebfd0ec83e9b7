import { z } from 'zod'

/** Longest title a check may have. */
const longestName = 60

/** A host's name or address, as a field of a form. An IPv6 address may stand in brackets. */
export const hostField = z
  .string()
  .trim()
  .regex(/^([^\s/:@?#[\]]+|\[?[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*(%\w+)?\]?)$/i, 'a host such as "db.example.com"')

export const portField = z.number('a port from 1 to 65535').int('a port from 1 to 65535').min(1, 'a port from 1 to 65535').max(65535, 'a port from 1 to 65535')

/** `host:port`, where an IPv6 address stands in brackets. */
export const hostAndPort = (host: string, port: number): string => `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`

const addressForm = /^(https?):\/\/(?:([^/?#]*)@)?(\[[0-9a-f:.]+\]|[^\s/?#:@[\]]+)(?::(\d{1,5}))?((?:[/?#]\S*)?)$/i

/** The address of a web page, as a field of a form. */
export const webAddressField = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const [, , user, , port] = addressForm.exec(text) ?? []
    if (user !== undefined) context.addIssue({ code: 'custom', message: 'an address without user and password: put the password into the secret field' })
    else if (!addressForm.test(text) || Number(port ?? 1) > 65535) context.addIssue({ code: 'custom', message: 'a web address such as "https://shop.example.com/health"' })
  })

export interface WebAddress {
  scheme: string
  /** In lower case; an IPv6 address in brackets. */
  host: string
  /** Host and, where one is written, port. */
  authority: string
  /** With neither query nor fragment, which may hold what isn't for all eyes. */
  path: string
}

/** The parts of an address that the field accepts. */
export function partsOf(address: string): WebAddress {
  const [, scheme = '', , host = '', port, rest = ''] = addressForm.exec(address.trim()) ?? []
  const path = rest.replace(/[?#].*$/s, '')
  return { scheme: scheme.toLowerCase(), host: host.toLowerCase(), authority: `${host.toLowerCase()}${port ? `:${port}` : ''}`, path }
}

/** "https://shop.example.com", with a port that isn’t the usual one. What the field wouldn’t accept stands for itself. */
export function originOf(address: string): string {
  const { scheme, authority } = partsOf(address)
  return scheme === '' ? address : `${scheme}://${authority.replace(scheme === 'http' ? /:80$/ : /:443$/, '')}`
}

/** "shop.example.com/health" */
export function nameOfAddress(address: string): string {
  const { authority, path } = partsOf(address)
  return `${authority}${path.replace(/\/$/, '')}`.slice(0, longestName)
}
