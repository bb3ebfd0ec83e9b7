/**
 * The closed catalogue of everything that can go wrong and be said to a user.
 * `retry` answers "can trying again help?":
 *   no: only a person can; soon: at the next look; later: after a while or the stated wait.
 * A code has one meaning everywhere: readings, IPC answers, API issues and log lines share it.
 */
export const catalogue = {
  // What a provider said (the words the vendors' failure cases are sorted by).
  auth_invalid: { title: 'The credential is refused', retry: 'no' },
  permission_missing: { title: 'A permission is missing', retry: 'no' },
  not_found_or_not_shared: { title: 'Not found, or not shared with this connection', retry: 'no' },
  rate_limited: { title: 'Too many requests for now', retry: 'later' },
  quota_exhausted: { title: 'A quota is used up', retry: 'no' },
  request_invalid: { title: 'The provider rejects the request', retry: 'no' },
  conflict: { title: 'Something else changed it meanwhile', retry: 'soon' },
  already_done: { title: 'Already done', retry: 'no' },
  client_conflict: { title: 'Another program holds this connection', retry: 'later' },
  target_gone: { title: 'The recipient can’t be reached', retry: 'no' },
  migrated: { title: 'The recipient has moved', retry: 'no' },
  clock_skew: { title: 'This computer’s clock is wrong', retry: 'no' },
  network_blocked: { title: 'The network blocks this service', retry: 'later' },
  server_error: { title: 'The provider has an outage', retry: 'later' },
  transport: { title: 'No complete answer came back', retry: 'soon' },
  bad_payload: { title: 'The answer isn’t what was asked for', retry: 'later' },

  // What we found out ourselves.
  offline: { title: 'This computer is offline', retry: 'soon' },
  not_configured: { title: 'Not set up', retry: 'no' },
  expectation_failed: { title: 'The answer isn’t what was expected', retry: 'soon' },
  certificate_invalid: { title: 'The certificate isn’t valid', retry: 'later' },
  certificate_expiring: { title: 'A certificate expires soon', retry: 'later' },
  name_not_found: { title: 'The name has no such record', retry: 'later' },
  process_missing: { title: 'A process isn’t running', retry: 'soon' },
  log_stalled: { title: 'A log has stopped growing', retry: 'soon' },
  path_missing: { title: 'There is no such file', retry: 'soon' },
  credential_expiring: { title: 'A sign-in ends soon', retry: 'no' },
  live_key: { title: 'A live key where a test key is expected', retry: 'no' },
  mode_mismatch: { title: 'The key and the account disagree on live and test', retry: 'no' },
  disk_usage: { title: 'A disk is nearly full', retry: 'later' },
  ephemeral: { title: 'There is nothing lasting to measure', retry: 'no' },
  tick_silent: { title: 'A scheduler has gone quiet', retry: 'soon' },
  tick_missing: { title: 'No tick has been seen', retry: 'soon' },
  recovering: { title: 'Well again, not yet confirmed', retry: 'soon' },
  stale: { title: 'The last look is too old', retry: 'soon' },
  could_not_look: { title: 'We couldn’t look', retry: 'soon' },

  // The console's own.
  invalid_input: { title: 'That value can’t be used', retry: 'no' },
  untrusted_sender: { title: 'The request didn’t come from this window', retry: 'no' },
  keychain_unavailable: { title: 'This desktop has no keychain', retry: 'no' },
  sign_in_failed: { title: 'The sign-in didn’t come about', retry: 'no' },
  settings_broken: { title: 'The settings file was damaged', retry: 'no' },
  storage_failed: { title: 'The data folder can’t be written', retry: 'later' },
  port_taken: { title: 'The port is taken', retry: 'later' },
  already_running: { title: 'Another instance uses this data folder', retry: 'no' },
  not_running: { title: 'No console is running here', retry: 'no' },
  cancelled: { title: 'It was stopped', retry: 'no' },
  backup_unusable: { title: 'The backup can’t be used', retry: 'no' },
  channel_off: { title: 'The channel is not set up', retry: 'no' },
  internal: { title: 'Something broke inside the console', retry: 'soon' },
} as const satisfies Record<string, { title: string; retry: 'no' | 'soon' | 'later' }>

export type FaultCode = keyof typeof catalogue

/** A failure in words. `message` says what happened here, `hint` the next step; both are redacted. */
export interface Fault {
  code: FaultCode
  message: string
  hint: string | null
  /** The wait the other side asked for, in ms. */
  retryAfterMs?: number
  /** Whom it came from, as people call it. */
  provider?: string
  /** Whether trying again helps, where this case differs from its code. */
  retry?: Retry
  /** What stood between us and the other side, where something did. */
  way?: Way
}

export type Retry = 'no' | 'soon' | 'later'

/**
 * none: nothing came back. page: a page where data was due. certificate: encryption that isn't the other side's.
 * proxy: the proxy of this network. When all targets find the same, it is this network that is unwell.
 */
export const ways = ['none', 'page', 'certificate', 'proxy'] as const
export type Way = (typeof ways)[number]

export const retryOf = ({ code, retry }: Pick<Fault, 'code' | 'retry'>): Retry => retry ?? catalogue[code].retry

export function fault(code: FaultCode, message: string, hint: string | null = null, retryAfterMs?: number): Fault {
  return retryAfterMs === undefined ? { code, message, hint } : { code, message, hint, retryAfterMs }
}
