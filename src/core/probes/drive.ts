import { bytes } from '../../shared/format'
import { sections } from '../../shared/settings'
import { defineProbe } from '../plugin'
import { fromFault, good, off } from '../reading'

export default defineProbe({
  kind: 'drive',
  target: 'drive',
  title: 'Google Drive',
  order: 2,
  reach: 'remote',
  section: 'drive',
  schema: sections.drive,
  async run(config, io) {
    if (!config.enabled || !config.credentialsFile) return off('Google Drive isn’t connected.')
    const about = await io.drive.about(config.credentialsFile)
    if (!about.ok) return fromFault(about.error)
    const { account, usedBytes, limitBytes } = about.value
    const storage = limitBytes === null ? `${bytes(usedBytes)} used` : `${bytes(usedBytes)} of ${bytes(limitBytes)}`
    return good('', { figure: storage, detail: { account, storage } })
  },
  action(code) {
    if (code === 'not_configured') return { label: 'Connect', do: { kind: 'settings', section: 'drive' } }
    if (code === 'auth_invalid' || code === 'invalid_input')
      return { label: 'Replace credentials', do: { kind: 'settings', section: 'drive' } }
    if (code === 'permission_missing')
      return { label: 'Open Google Cloud', do: { kind: 'link', link: 'google-credentials' } }
    if (code === 'server_error') return { label: 'Google status', do: { kind: 'link', link: 'google-status' } }
    return null
  },
})
