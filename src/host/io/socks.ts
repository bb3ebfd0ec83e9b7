import { isIP, type Socket } from 'node:net'
import { ProxyError } from './proxy-error'

export interface Beyond {
  host: string
  port: number
  user: string
  password: string
}

const portBytes = (port: number): number[] => [port >> 8, port & 255]

/** RFC 1928, with a user name and a password as in RFC 1929. Names are resolved by the proxy. */
export async function socks5(socket: Socket, { host, port, user, password }: Beyond): Promise<void> {
  const signsIn = user !== '' || password !== ''
  socket.write(Buffer.from(signsIn ? [5, 2, 0, 2] : [5, 1, 0]))
  const [version, method] = await take(socket, 2)
  if (version !== 5) throw new ProxyError(null, null)
  if (method === 2 && signsIn) {
    const [name, word] = [Buffer.from(user).subarray(0, 255), Buffer.from(password).subarray(0, 255)]
    socket.write(Buffer.concat([Buffer.from([1, name.length]), name, Buffer.from([word.length]), word]))
    const [, refused] = await take(socket, 2)
    if (refused !== 0) throw new ProxyError('sign-in', null)
  } else if (method !== 0) throw new ProxyError('sign-in', null)

  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), addressOf(host), Buffer.from(portBytes(port))]))
  const [, reply, , kind] = await take(socket, 4)
  if (reply !== 0) throw new ProxyError(reply === 2 ? 'not-allowed' : 'unreachable', null)
  // The address it went out by, which nobody needs.
  const length = kind === 1 ? 4 : kind === 4 ? 16 : (await take(socket, 1))[0]!
  await take(socket, length + 2)
}

function addressOf(host: string): Buffer {
  if (isIP(host) === 4) return Buffer.from([1, ...host.split('.').map(Number)])
  const name = Buffer.from(host).subarray(0, 255)
  return Buffer.concat([Buffer.from([3, name.length]), name])
}

/** SOCKS 4a: names are resolved by the proxy here too. */
export async function socks4(socket: Socket, { host, port, user }: Beyond): Promise<void> {
  const isAddress = isIP(host) === 4
  const address = isAddress ? host.split('.').map(Number) : [0, 0, 0, 1]
  socket.write(Buffer.concat([Buffer.from([4, 1, ...portBytes(port), ...address]), Buffer.from(`${user}\0${isAddress ? '' : `${host}\0`}`)]))
  const [version, reply] = await take(socket, 8)
  if (version !== 0) throw new ProxyError(null, null)
  if (reply !== 90) throw new ProxyError(reply === 92 || reply === 93 ? 'sign-in' : 'unreachable', null)
}

/** The next bytes, as many as asked for; never reads further, since what follows is for someone else. */
async function take(socket: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const bytes = socket.read(count) as Buffer | null
    if (bytes?.length === count) return bytes
    if (bytes || socket.readableEnded || socket.destroyed) throw Object.assign(new Error('ended early'), { code: 'ECONNRESET' })
    await more(socket)
  }
}

function more(socket: Socket): Promise<void> {
  return new Promise((done, fail) => {
    const events = ['readable', 'end', 'close'] as const
    const settle = () => {
      for (const event of events) socket.off(event, settle)
      socket.off('error', failed)
      done()
    }
    const failed = (error: Error) => {
      for (const event of events) socket.off(event, settle)
      fail(error)
    }
    for (const event of events) socket.once(event, settle)
    socket.once('error', failed)
  })
}
