import { checkClient, readClient, type GoogleClient, type GoogleSignIn } from '../../core/google-sign-in'
import { fault } from '../../shared/faults'
import type { Reading } from '../../shared/model'
import { err, ok, type Result } from '../../shared/result'
import type { SecretName } from '../../shared/settings'
import { readJson } from '../json'
import { cancelledSignIn, pageOf, signInWithGoogle, type Finished } from './google-sign-in'
import type { Connected, ConnectingPorts, Tried } from './ports'
import { Wait } from './wait'

/** What is done with every credential. */
interface Keeping {
  tryOut(secret: SecretName, value: string): Promise<Reading | null>
  keep(tried: Tried, settle: () => Promise<Result<unknown>>): Promise<Result<Connected>>
}

const withinMs = 5 * 60_000

/** Connecting Google Drive by a sign-in. */
export class GoogleDrive {
  private readonly signingIn: Wait

  constructor(
    private readonly ports: ConnectingPorts,
    private readonly keeping: Keeping,
  ) {
    this.signingIn = new Wait(ports.ended)
  }

  /** `given` is the client's JSON file, or the two values in it. A second sign-in ends the first. */
  async signIn(given: { file: string } | GoogleClient, allowPlainFile: boolean): Promise<Result<Connected>> {
    const client = clientOf(given)
    if (!client.ok) return client
    const { secrets, settings, openInBrowser } = this.ports
    // What would be in the way at the end is said before a browser opens.
    const place = secrets.mayKeep('googleSignIn', allowPlainFile)
    if (!place.ok) return place
    const variable = settings.fromEnvironment['drive.credentialsFile']
    if (variable) return err(fault('invalid_input', `Google Drive’s credentials come from ${variable}.`, `Unset ${variable} to sign in here.`))
    if (!openInBrowser) return err(fault('sign_in_failed', 'There is no browser here to sign in with.', 'Sign in on a desktop, or set GOOGLE_APPLICATION_CREDENTIALS to a credentials file.'))
    return this.signingIn.during((cancelled) =>
      signInWithGoogle(client.value, { ...this.ports, openInBrowser, cancelled, waitMs: withinMs }, (signIn) => this.finish(signIn, cancelled, allowPlainFile)),
    )
  }

  cancel(): void {
    this.signingIn.end()
  }

  private async finish(signIn: GoogleSignIn, cancelled: AbortSignal, allowPlainFile: boolean): Promise<Finished<Connected>> {
    const result = await this.keep(signIn, cancelled, allowPlainFile)
    if (!result.ok) return { result, page: pageOf(result.error) }
    const { stored, reading } = result.value
    const said = reading && reading.status !== 'ok' ? pageOf(reading) : []
    return { result, page: stored ? ['Signed in. You can close this tab.', ...said] : said }
  }

  private async keep(signIn: GoogleSignIn, cancelled: AbortSignal, allowPlainFile: boolean): Promise<Result<Connected>> {
    const reading = await this.keeping.tryOut('googleSignIn', JSON.stringify(signIn))
    if (cancelled.aborted) return err(cancelledSignIn)
    const account = reading?.detail['account']
    const value = JSON.stringify({ ...signIn, account: typeof account === 'string' ? account : null })
    return this.keeping.keep({ secret: 'googleSignIn', value, reading, allowPlainFile }, () => this.goBeforeFile())
  }

  /** Whoever signs in wants to be looked at with the sign-in; a file would go before it. */
  private async goBeforeFile(): Promise<Result<unknown>> {
    const { settings } = this.ports
    return settings.get().drive.credentialsFile === null ? ok(null) : settings.update({ section: 'drive', values: { credentialsFile: null } })
  }
}

function clientOf(given: { file: string } | GoogleClient): Result<GoogleClient> {
  if (!('file' in given)) return checkClient(given)
  const content = readJson(given.file, 'Choose the JSON file that Google Cloud hands out for the client.')
  return content.ok ? readClient(content.value) : content
}
