import { randomBytes } from 'node:crypto'
import { classify } from '../../core/classify'
import { driveScope, signInOf, signInRefusal, type GoogleClient, type GoogleSignIn, type TokenAnswer } from '../../core/google-sign-in'
import type { Clock } from '../../core/io'
import { duration } from '../../shared/format'
import { fault, type Fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import { exchange } from '../io/exchange'
import type { CallRules } from '../providers/call'
import { endedBy } from './ended-by'
import { openLoopback, type Came, type Loopback, type Page } from './loopback'

export interface SignInPorts {
  clock: Clock
  /** Rules for one call, with a deadline from now on. */
  ask(): CallRules
  openInBrowser(url: string): Promise<void>
  originMap: ReadonlyMap<string, string>
  /** Ends the wait. */
  cancelled: AbortSignal
  /** How long the user may stay away, ms. */
  waitMs: number
}

/** What was done with a sign-in, and what the browser says of it. */
export interface Finished<T> {
  result: Result<T>
  page: Page
}

export const cancelledSignIn = fault('sign_in_failed', 'The sign-in was cancelled.')

/** The system's browser, Google's consent, and back: what it leaves is handed to `finish`, whose page the browser shows. */
export async function signInWithGoogle<T>(client: GoogleClient, ports: SignInPorts, finish: (signIn: GoogleSignIn) => Promise<Finished<T>>): Promise<Result<T>> {
  const loopback = await openLoopback()
  try {
    const asking = await question(client, loopback.address, ports)
    const opened = await open(asking.url, ports)
    if (!opened.ok) return opened
    const came = await within(loopback.answer(asking.state), ports)
    if (!came.ok) return came
    const { result, page } = await finished(came.value, asking, ports, finish)
    await came.value.show(page)
    return result
  } finally {
    loopback.close()
  }
}

async function finished<T>({ query }: Came, asking: Asking, ports: SignInPorts, finish: (signIn: GoogleSignIn) => Promise<Finished<T>>): Promise<Finished<T>> {
  const signIn = await asking.redeem(query)
  const failed = ports.cancelled.aborted ? cancelledSignIn : signIn.ok ? null : signIn.error
  if (failed) return { result: err(failed), page: pageOf(failed) }
  return finish((signIn as { value: GoogleSignIn }).value)
}

export const pageOf = ({ message, hint }: Pick<Fault, 'message' | 'hint'>): Page => [message, ...(hint ? [hint] : [])]

async function open(url: string, { openInBrowser }: SignInPorts): Promise<Result<void>> {
  try {
    return ok(await openInBrowser(url))
  } catch {
    // What it threw may hold the address.
    return err(fault('sign_in_failed', 'The browser could not be opened.', 'Set a default browser, then sign in again.'))
  }
}

async function within(answer: Promise<Came>, { cancelled, waitMs }: SignInPorts): Promise<Result<Came>> {
  let timer: NodeJS.Timeout | undefined
  let stop = () => {}
  const ended = new Promise<Result<Came>>((done) => {
    stop = () => done(err(cancelledSignIn))
    cancelled.addEventListener('abort', stop)
    if (cancelled.aborted) stop()
    const late = fault('sign_in_failed', `Nobody came back from Google within ${duration(waitMs)}.`, 'Sign in again. If Google said “Access blocked”, add the account to the client’s test users (Audience › Test users).')
    timer = setTimeout(() => done(err(late)), waitMs)
  })
  try {
    return await Promise.race([answer.then(ok), ended])
  } finally {
    clearTimeout(timer)
    cancelled.removeEventListener('abort', stop)
  }
}

interface Asking {
  url: string
  state: string
  /** What came back → what is kept. */
  redeem(query: URLSearchParams): Promise<Result<GoogleSignIn>>
}

/** One question to Google. Whoever else sees its address, or the answer's, has neither the state nor the verifier. */
async function question(client: GoogleClient, redirectUri: Loopback['address'], { ask, clock, originMap, cancelled }: SignInPorts): Promise<Asking> {
  const { OAuth2Client, CodeChallengeMethod } = await import('google-auth-library')
  const { Gaxios } = await import('gaxios')
  const { clientId, clientSecret } = client
  const { codeVerifier, codeChallenge } = await new OAuth2Client().generateCodeVerifierAsync()
  const state = randomBytes(32).toString('base64url')
  const asked = new OAuth2Client({ clientId, redirectUri }).generateAuthUrl({
    access_type: 'offline',
    prompt: 'consent',
    scope: driveScope,
    state,
    code_challenge: codeChallenge!,
    code_challenge_method: CodeChallengeMethod.S256,
  })
  return {
    url: standIn(asked, originMap),
    state,
    async redeem(query) {
      const refused = query.get('error')
      if (refused !== null) return err(signInRefusal(refused))
      const rules = endedBy(ask(), cancelled)
      const { fetch, evidence } = exchange(rules)
      const transporter = new Gaxios({ fetchImplementation: fetch as never, retry: false, retryConfig: { retry: 0, noResponseRetries: 0 } })
      try {
        const { tokens } = await new OAuth2Client({ clientId, clientSecret, redirectUri, transporter }).getToken({ code: query.get('code')!, codeVerifier })
        return signInOf(tokens as TokenAnswer, client, clock.now())
      } catch {
        const seen = evidence()
        if (!seen) return err(fault('sign_in_failed', 'Google could not be asked.', 'Sign in again.'))
        const said = seen.type === 'answer' && seen.status < 500 ? (seen.body as { error?: unknown } | null)?.error : undefined
        return err(typeof said === 'string' ? signInRefusal(said) : classify('drive', seen, rules.deadline.spanMs))
      }
    },
  }
}

function standIn(address: string, originMap: ReadonlyMap<string, string>): string {
  const url = new URL(address)
  const stand = originMap.get(url.origin)
  return stand ? new URL(url.pathname + url.search, stand).href : address
}
