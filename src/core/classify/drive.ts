import { grants } from './google-sign-in'
import { conflict, done, exhausted, forbidden, lacking, limited, missing, outage, ourMistake, refused, rejected, unserved } from './findings'
import { fields, list, lookUp, str, type Fields, type Finding, type Heard, type Vendor, type Words } from './heard'

const apis = 'console.cloud.google.com › APIs & Services'

/** Our access token is a new one at each look: one that is refused may be taken the next time. */
const stale = (heard: Heard): Finding => ({ ...refused(heard, 'the access token isn’t taken', 'Looks again by itself with a new one; if it lasts, sign in again in Settings.'), retry: 'soon' })
const fileRight = (heard: Heard): Finding => forbidden(heard, 'this account may not do that with the file', 'Share the file or folder with the account in Google Drive, as an editor where it is to be changed.')
const perFile = (heard: Heard): Finding => forbidden(heard, 'the file wasn’t opened or made with this console', 'Sign in again with the scope “drive.metadata.readonly”, or choose a file the console made.')
const byAdmin = (heard: Heard): Finding => forbidden(heard, 'the administrator of the domain has switched it off', 'Ask them to allow Drive apps: admin.google.com › Apps › Google Workspace › Drive.')
const scope = (heard: Heard): Finding => lacking(heard, 'the scope “drive.metadata.readonly”')
const suspended = (heard: Heard): Finding => forbidden(heard, 'the Google Cloud project is suspended or gone', `Look at the project: ${apis}, or sign in with another one.`)
const unbilled = (heard: Heard): Finding => exhausted(heard, 'The Google Cloud project has no active billing.', 'Switch billing on: console.cloud.google.com › Billing.')
const full = (heard: Heard): Finding => exhausted(heard, 'The storage of this Google account is full.', 'Delete files or buy storage: drive.google.com › Storage. A service account has none of its own: use a shared drive.')
const tooMany = (heard: Heard): Finding => exhausted(heard, 'Google Drive holds no more here: a limit of its folders or drives is reached.', 'Move or delete files in Google Drive.')
const today = (heard: Heard): Finding => exhausted(heard, 'Google’s limit for today is used up.', `It is full again tomorrow; ${apis} › Google Drive API › Quotas raises it.`)
const notFromHere = (heard: Heard): Finding => unserved(heard, 'Google takes no requests from this network’s address', `Change the restrictions of the key or project: ${apis} › Credentials.`)
const keyRefused = (heard: Heard): Finding => refused(heard, 'the API key isn’t valid', `Replace it: ${apis} › Credentials.`)
const changed = (heard: Heard): Finding => conflict(heard)
const down = (heard: Heard): Finding => outage(heard)

/** Per minute they pass, per day they don't. */
const rate = (heard: Heard): Finding => (/per ?day/i.test(`${messageOf(heard)} ${limitOf(heard)}`) ? today(heard) : limited(heard))

function disabled(heard: Heard): Finding {
  const project = projectOf(heard)
  const where = project === null ? 'its Google Cloud project' : `the Google Cloud project ${project}`
  return { ...lacking(heard), message: `Google Drive can’t be read: the Google Drive API is switched off in ${where}.`, hint: `Switch it on: ${apis} › Library › Google Drive API › Enable, in ${where}; wait a few minutes, and look again.` }
}

/** Reasons of `errors[]` and `details[]`, then `status`: the most telling word first. */
const reasons: Words = {
  SERVICE_DISABLED: disabled, accessNotConfigured: disabled,
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: scope, insufficientPermissions: scope, insufficientScopes: scope,
  appNotAuthorizedToFile: perFile, appNotAuthorizedToChild: perFile,
  insufficientFilePermissions: fileRight, insufficientParentPermissions: fileRight, cannotCopyFile: fileRight, teamDriveMembershipRequired: fileRight, cannotShareTeamDriveTopFolderWithAnyoneOrDomains: fileRight,
  domainPolicy: byAdmin, ORG_RESTRICTION_VIOLATION: byAdmin,
  CONSUMER_SUSPENDED: suspended, CONSUMER_INVALID: suspended, USER_PROJECT_DENIED: suspended,
  accountDelinquent: unbilled, billingNotEnabled: unbilled, BILLING_DISABLED: unbilled,
  userRateLimitExceeded: rate, rateLimitExceeded: rate, RATE_LIMIT_EXCEEDED: rate, userRateLimitExceededUnreg: rate, rateLimitExceededUnreg: rate, concurrentLimitExceeded: rate, servingLimitExceeded: rate, tooManyRequests: rate,
  sharingRateLimitExceeded: (heard) => limited(heard, 'too much was shared in a short time'),
  dailyLimitExceeded: today, dailyLimitExceededUnreg: today, downloadQuotaExceeded: today,
  storageQuotaExceeded: full, quotaExceeded: (heard) => (/storage/i.test(messageOf(heard)) ? full(heard) : today(heard)),
  teamDriveFileLimitExceeded: tooMany, numChildrenInNonRootLimitExceeded: tooMany, activeItemCreationLimitExceeded: tooMany, myDriveHierarchyDepthLimitExceeded: tooMany, teamDriveHierarchyTooDeep: tooMany,
  authError: stale, expired: stale, ACCESS_TOKEN_EXPIRED: stale, ACCESS_TOKEN_TYPE_UNSUPPORTED: stale,
  required: (heard) => (heard.status === 401 ? stale(heard) : ourMistake(heard, 'something is missing in it')),
  accountDisabled: (heard) => refused(heard, 'the account is disabled'), ACCOUNT_STATE_INVALID: (heard) => refused(heard, 'the account is disabled'),
  keyInvalid: keyRefused, keyExpired: keyRefused, API_KEY_INVALID: keyRefused, API_KEY_EXPIRED: keyRefused,
  ipRefererBlocked: notFromHere, API_KEY_IP_ADDRESS_BLOCKED: notFromHere, SECURITY_POLICY_VIOLATED: notFromHere, vpcServiceControls: notFromHere,
  fileIdInUse: (heard) => done(heard, 'a file with this id is there already'),
  conditionNotMet: changed, conflict: changed, ABORTED: changed, cannotModifyViewersCanCopyContent: changed,
  notFound: (heard) => missing(heard), fileNotFound: (heard) => missing(heard), deleted: (heard) => missing(heard),
  backendError: down, internalError: down, transientError: down, serviceUnavailable: down, backendNotConnected: down, notReady: down, gatewayTimeout: down, responsePreparationFailure: down,
  UNAVAILABLE: down, INTERNAL: down, DEADLINE_EXCEEDED: down, UNKNOWN: down, DATA_LOSS: down,
  exportSizeLimitExceeded: (heard) => rejected(heard, 'the file is too large to be exported'),
  sslRequired: (heard) => ourMistake(heard, 'it wasn’t encrypted'),
  RESOURCE_EXHAUSTED: rate,
}

const errorOf = ({ body }: Heard): Fields => fields(fields(Array.isArray(body) ? body[0] : body)['error'])
const messageOf = (heard: Heard): string => str(errorOf(heard)['message'])
const details = (heard: Heard): Fields[] => list(errorOf(heard)['details']).map(fields)
const metadata = (heard: Heard): Fields[] => details(heard).map((detail) => fields(detail['metadata']))
const limitOf = (heard: Heard): string => metadata(heard).map((about) => str(about['quota_limit'])).join(' ')

/** A project's number is no secret, and says where to click. */
function projectOf(heard: Heard): string | null {
  const said = [...metadata(heard).map((about) => str(about['consumer'])), messageOf(heard)]
  return said.map((text) => /\bprojects?[ /](\d{6,14})\b/.exec(text)?.[1]).find((id) => id !== undefined) ?? null
}

function wordsOf(heard: Heard): string[] {
  const error = errorOf(heard)
  const ofErrors = list(error['errors']).map((entry) => str(fields(entry)['reason']))
  return [...details(heard).map((detail) => str(detail['reason'])), ...ofErrors, str(error['status'])]
}

export const drive: Vendor = {
  name: 'Google Drive',
  read(heard) {
    const { error, error_description: description, error_subtype: subtype } = fields(heard.body)
    if (typeof error === 'string') return lookUp(grants, error)?.(heard, str(description), str(subtype)) ?? null
    const own = wordsOf(heard).map((word) => lookUp(reasons, word)).find((meaning) => meaning !== null)
    if (own) return own(heard)
    if (/location is not supported/i.test(messageOf(heard))) return unserved(heard, 'Google doesn’t serve the country this network is in', 'Use another network.')
    return heard.status === 401 ? stale(heard) : null
  },
  right: () => 'the scope “drive.metadata.readonly”',
  grant: () => 'Sign in again in Settings and tick every box Google shows; the Google Drive API has to be switched on in the project.',
  missing: {
    message: 'Google Drive doesn’t find what was asked for, or it isn’t shared with this account.',
    hint: 'Check the id, and share the file or folder with this account in Google Drive.',
  },
}
