import { conflict, exhausted, lacking, limited, missing, outage, refused, rejected, unserved } from './findings'
import { lookUp, type Finding, type Heard, type Words } from './heard'

/** What a status says where the words beside it say nothing. */
const statuses: Words = {
  401: (heard) => refused(heard),
  402: (heard) => exhausted(heard, `${heard.name} wants to be paid first (HTTP 402).`),
  403: (heard) => lacking(heard),
  404: (heard) => missing(heard),
  408: (heard) => outage(heard, 'it waited too long for the request'),
  409: (heard) => conflict(heard),
  410: (heard) => missing(heard, `What was asked for at ${heard.name} is gone for good.`, 'Choose another in Settings.'),
  412: (heard) => conflict(heard),
  413: (heard) => rejected(heard, 'it is too large'),
  420: (heard) => limited(heard),
  423: (heard) => conflict(heard, `Something else at ${heard.name} has it locked.`),
  424: (heard) => outage(heard, 'something it depends on failed'),
  425: (heard) => outage(heard, 'it wasn’t ready for the request'),
  429: (heard) => limited(heard),
  451: (heard) => unserved(heard, `${heard.name} may not answer here, for legal reasons`),
}

/** For statuses of 400 and more. */
export function byStatus(heard: Heard): Finding {
  const { status } = heard
  return lookUp(statuses, String(status))?.(heard) ?? (status >= 500 ? outage(heard) : rejected(heard))
}
