import { sections } from '../../shared/settings'
import { defineProbe } from '../plugin'
import { fromFault, good, off } from '../reading'

export default defineProbe({
  kind: 'notion',
  target: 'notion',
  title: 'Notion',
  order: 1,
  reach: 'remote',
  section: 'notion',
  schema: sections.notion,
  async run(config, io) {
    const token = io.secret('notionToken')
    if (!config.enabled || !token) return off('Notion isn’t connected.')
    const me = await io.notion.me(token)
    if (!me.ok) return fromFault(me.error)
    const detail = { integration: me.value.name, workspace: me.value.workspace }
    const figure = me.value.workspace ?? me.value.name
    if (!config.financeDataSource) return good('', { figure, detail })
    const source = await io.notion.dataSource(token, config.financeDataSource)
    if (!source.ok) return fromFault(source.error, detail)
    return good('', { figure, detail: { ...detail, financeDataSource: source.value.title } })
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
