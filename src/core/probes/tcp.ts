import { z } from 'zod'
import { hostAndPort, hostField, portField } from '../address'
import { defineProbe } from '../plugin'
import { reachOf } from '../reach'
import { fromFault, good } from '../reading'

/** A TCP port that takes connections: a database, a mail server, anything that listens. */
export default defineProbe({
  kind: 'tcp',
  title: 'TCP port',
  description: 'Whether a port takes connections, and how quickly.',
  reach: ({ host }) => reachOf(host),
  schema: z.object({
    host: hostField.meta({ title: 'Host', examples: ['db.example.com'] }),
    port: portField.meta({ title: 'Port', examples: [5432] }),
  }),
  nameFor: ({ host, port }) => hostAndPort(host, port),
  async run({ host, port }, io) {
    const opened = await io.connect({ host, port })
    return opened.ok ? good('', { figure: `${hostAndPort(host, port)} is open` }) : fromFault(opened.error)
  },
  action: (code) => (code === 'name_not_found' ? { label: 'Change', do: { kind: 'settings', section: 'checks' } } : null),
})
