import { bytes, duration } from '../../shared/format'
import { sections } from '../../shared/settings'
import { defineProbe } from '../plugin'
import { fromFault, good, off, warn } from '../reading'

const warnBeforeEndMs = 2 * 86_400_000

export default defineProbe({
  kind: 'drive',
  title: 'Google Drive',
  builtIn: { target: 'drive', order: 2, section: 'drive' },
  description: 'Google Drive with the user’s sign-in or a service account.',
  reach: 'remote',
  provider: 'drive',
  credentials: ['googleSignIn'],
  schema: sections.drive,
  async run(config, io) {
    const signIn = io.secret('googleSignIn')
    // A file is chosen on purpose, for instance for a server: it goes before what a sign-in left.
    const credential = config.credentialsFile ? { file: config.credentialsFile } : signIn ? { signIn } : null
    if (!config.enabled || !credential) return off('Google Drive isn’t connected.')
    const about = await io.drive.about(credential)
    if (!about.ok) return fromFault(about.error)
    const { account, usedBytes, limitBytes, scope, expiresAt } = about.value
    const storage = limitBytes === null ? `${bytes(usedBytes)} used` : `${bytes(usedBytes)} of ${bytes(limitBytes)}`
    const detail = { account, storage, scope, signInEndsAt: expiresAt }
    const left = expiresAt === null ? Infinity : expiresAt - io.clock.now()
    if (left < warnBeforeEndMs)
      return warn('credential_expiring', `The sign-in with Google ends in ${duration(left)}: its consent screen is in testing.`, {
        hint: 'Publish the consent screen in Google Cloud (Audience › Publish app), then sign in again.',
        figure: storage,
        detail,
      })
    return good('', { figure: storage, detail })
  },
  action(code) {
    if (code === 'not_configured') return { label: 'Connect', do: { kind: 'settings', section: 'drive' } }
    if (code === 'credential_expiring') return { label: 'Sign in again', do: { kind: 'settings', section: 'drive' } }
    if (code === 'auth_invalid' || code === 'invalid_input')
      return { label: 'Replace credentials', do: { kind: 'settings', section: 'drive' } }
    if (code === 'permission_missing')
      return { label: 'Open Google Cloud', do: { kind: 'link', link: 'google-credentials' } }
    if (code === 'server_error') return { label: 'Google status', do: { kind: 'link', link: 'google-status' } }
    return null
  },
})
