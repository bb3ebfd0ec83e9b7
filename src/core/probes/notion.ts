import { sections } from '../../shared/settings'
import { defineProbe } from '../plugin'
import type { Self } from '../plugin'
import { fromFault, good, off } from '../reading'

/** A data source that could be read is looked at again after this long. */
const sourceEveryMs = 86_400_000

/** What the look before found of this data source; null when it is to be looked at. */
function foundLately(before: Self['before'], id: string, now: number) {
  if (before?.status !== 'ok' || before.detail['financeDataSourceId'] !== id) return null
  const { financeDataSource, financeDataSourceId, financeSeenAt } = before.detail
  const age = now - Number(financeSeenAt)
  return age >= 0 && age < sourceEveryMs ? { financeDataSource: financeDataSource ?? id, financeDataSourceId, financeSeenAt: financeSeenAt ?? now } : null
}

export default defineProbe({
  kind: 'notion',
  title: 'Notion',
  builtIn: { target: 'notion', order: 1, section: 'notion' },
  description: 'The Notion API with the user’s connection, and the Finance data source.',
  reach: 'remote',
  provider: 'notion',
  credentials: ['notionToken'],
  schema: sections.notion,
  async run(config, io, self) {
    const token = io.secret('notionToken')
    if (!config.enabled || !token) return off('Notion isn’t connected.')
    const me = await io.notion.me(token)
    if (!me.ok) return fromFault(me.error)
    const detail = { integration: me.value.name, workspace: me.value.workspace }
    const figure = me.value.workspace ?? me.value.name
    if (!config.financeDataSource) return good('', { figure, detail })
    // Asked for a second call only when it may tell something new: the rate limit is shared with the user's own agents.
    const known = self.byHand ? null : foundLately(self.before, config.financeDataSource, io.clock.now())
    if (known) return good('', { figure, detail: { ...detail, ...known } })
    const source = await io.notion.dataSource(token, config.financeDataSource)
    if (!source.ok) return fromFault(source.error, detail)
    const found = { financeDataSource: source.value.title, financeDataSourceId: config.financeDataSource, financeSeenAt: io.clock.now() }
    return good('', { figure, detail: { ...detail, ...found } })
  },
  action(code) {
    if (code === 'auth_invalid' || code === 'not_configured')
      return { label: code === 'not_configured' ? 'Connect' : 'Replace token', do: { kind: 'settings', section: 'notion' } }
    if (code === 'permission_missing' || code === 'not_found_or_not_shared')
      return { label: 'Open integration', do: { kind: 'link', link: 'notion-integrations' } }
    if (code === 'server_error') return { label: 'Notion status', do: { kind: 'link', link: 'notion-status' } }
    return null
  },
})
