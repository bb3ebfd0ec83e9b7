import { test } from '@playwright/test'
import { visitCosts } from './tour/costs'
import { visitFleet } from './tour/fleet'
import { breakStripe, recover, visitOverview } from './tour/overview'
import { visitInTheDark } from './tour/dark'
import { visitIncidents } from './tour/incidents'
import { visitLogs } from './tour/logs'
import { visitPalette } from './tour/palette'
import { visitSchedule } from './tour/schedule'
import { visitAlerts, visitChecks, visitData, visitServices, visitSettings } from './tour/settings'
import { visitTimeline } from './tour/timeline'
import { Tour } from './tour/tour'

// One walk through the whole window over the demo workspace, as a new user takes it; each stop is pictured in test-results/tour.
// README's pictures are some of them: ECHOPILOT_PICTURES=docs npm test -- --only build,e2e tests/e2e/tour.spec.ts

const stops: readonly (readonly [what: string, visit: (tour: Tour) => Promise<void>])[] = [
  ['the overview, a component’s details and a probe', visitOverview],
  ['Stripe breaks, and the overview says what to do', breakStripe],
  ['incidents: what happened, acknowledged, snoozed, noted, copied', visitIncidents],
  ['the timeline, from a year to a minute, and as a table', visitTimeline],
  ['costs: periods, parts, calls, a file', visitCosts],
  ['logs: searched, jumped through, followed, raw, copied', visitLogs],
  ['the schedule, and a job run by hand', visitSchedule],
  ['the fleet, without and with a database', visitFleet],
  ['each section of the settings', visitSettings],
  ['a service connected', visitServices],
  ['a check tried, added, removed and put back', visitChecks],
  ['channels, a rule tried on the past, quiet hours', visitAlerts],
  ['a backup, rows for other programs, a report', visitData],
  ['the palette and the keys', visitPalette],
  ['all pages in the dark theme', visitInTheDark],
  ['all is well again', recover],
]

test.describe.configure({ mode: 'serial' })

let tour: Tour | undefined
test.beforeAll(async () => {
  test.setTimeout(120_000)
  tour = await Tour.start()
})
test.afterAll(() => tour?.end())

for (const [what, visit] of stops) test(what, () => visit(tour!))
