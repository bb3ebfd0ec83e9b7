import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { freshFolder } from './console'

/** A port where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** A data folder whose console finds its check "shop" failing at the first look. */
export async function failingFolder(title: string): Promise<string> {
  const dataDir = freshFolder()
  const shop = { id: 'shop', kind: 'tcp', title, enabled: true, everySeconds: null, watchValue: false, settings: { host: '127.0.0.1', port: await closedPort() } }
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ version: 1, probing: { failAfter: 1 }, checks: { list: [shop] } }))
  return dataDir
}
