import { alerts } from './alerts'
import { checks, probing, watch } from './checks'
import { costs } from './costs'
import { data, about } from './data'
import { fleet } from './fleet'
import { api, appearance } from './general'
import { services, notion, google, telegram } from './services'

export const settings = {
  title: 'Settings',
  sections: {
    services: 'Services',
    watch: 'Watched logs',
    checks: 'Checks',
    probing: 'Timing & limits',
    costs: 'Costs',
    alerts: 'Alerts',
    fleet: 'Fleet',
    api: 'Local API',
    appearance: 'Appearance',
    startup: 'Startup',
    data: 'Data',
    about: 'About',
  },
  saved: 'Saved',
  fromVariableHint: (name: string) => `${name} decides this. Change it there and start again.`,
  notNumber: 'Write a number.',
  startup: { openAtLogin: 'Open at login', openAtLoginHint: 'Starts with your session, so that nothing goes unseen.' },
  services,
  notion,
  google,
  telegram,
  checks,
  probing,
  watch,
  data,
  about,
  costs,
  alerts,
  fleet,
  api,
  appearance,
} as const
