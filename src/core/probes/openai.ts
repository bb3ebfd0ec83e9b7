import { z } from 'zod'
import { plural } from '../../shared/format'
import { defineProbe } from '../plugin'
import { fromFault, good, off } from '../reading'

/** The OpenAI API with a key of the check's own, or with the console's. */
export default defineProbe({
  kind: 'openai',
  title: 'OpenAI API',
  description: 'Whether OpenAI answers and takes the key. An admin key is asked what is billed, any other which models it may use.',
  reach: 'remote',
  provider: 'openai',
  schema: z.object({}),
  secrets: { apiKey: { title: 'API key', description: 'Needs “Models: read”. When left empty, the console’s admin key is used.', placeholder: 'sk-…' } },
  credentials: ['openaiAdminKey'],
  nameFor: () => 'OpenAI API',
  async run(_config, io, self) {
    const key = self.secret('apiKey') ?? io.secret('openaiAdminKey')
    if (!key) return off('OpenAI has no key here.', { hint: 'Give this check a key in Settings › Checks.' })
    if (key.startsWith('sk-admin-')) {
      const costs = await io.openai.costs(key)
      return costs.ok ? good('', { figure: 'admin key: costs can be read' }) : fromFault(costs.error)
    }
    const models = await io.openai.models(key)
    return models.ok ? good('', { figure: plural(models.value.count, 'model'), detail: { models: models.value.count } }) : fromFault(models.error)
  },
  action(code) {
    if (code === 'not_configured') return { label: 'Add key', do: { kind: 'settings', section: 'checks' } }
    if (code === 'auth_invalid') return { label: 'Replace key', do: { kind: 'settings', section: 'checks' } }
    if (code === 'permission_missing') return { label: 'Open keys', do: { kind: 'link', link: 'openai-keys' } }
    if (code === 'quota_exhausted') return { label: 'Open billing', do: { kind: 'link', link: 'openai-billing' } }
    if (code === 'server_error') return { label: 'OpenAI status', do: { kind: 'link', link: 'openai-status' } }
    return null
  },
})
