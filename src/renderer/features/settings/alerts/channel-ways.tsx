import { Button, Switch } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { type ComponentType, lazy } from 'react'
import type { ChannelView } from '../../../../shared/model'
import { call } from '../../../bridge'
import { showNotice, showPage, takeSettings, useConsole } from '../../../store'
import { texts } from '../../../texts'
import { useSetting } from '../use-setting'

const words = texts.settings.alerts

export interface ChannelFormProps {
  title: string
  onClose: () => void
  onSaved: () => void
}

interface ControlProps {
  channel: ChannelView
  /** Opens its form, where it has one. */
  onEdit: () => void
  /** Asks whether it is to be forgotten. */
  onRemove: () => void
}

/** How a channel is set up. */
interface Way {
  Control: ComponentType<ControlProps>
  /** In place of its row. */
  Form?: ComponentType<ChannelFormProps>
  /** Forgets all of it. */
  remove?: () => Promise<void>
}

function OnThisComputer({ channel }: ControlProps) {
  const on = useSetting('alerts', 'osNotifications')
  return <Switch aria-label={words.on(channel.title)} checked={on.value ?? false} disabled={on.variable !== null} onChange={(event) => void on.save(event.currentTarget.checked)} />
}

/** Its credential and its chat are among the services. */
const ByTelegram = ({ channel }: ControlProps) => <SetUp channel={channel} onEdit={() => showPage('settings', 'telegram')} />

function ByWebhook(props: ControlProps) {
  const fixed = useConsole((state) => state.settings?.secrets.webhookUrl.from === 'environment')
  return fixed ? null : <SetUp {...props} />
}

const ByMail = (props: ControlProps) => <SetUp {...props} />

function SetUp({ channel: { id, title, wanted }, onEdit, onRemove }: Pick<ControlProps, 'channel' | 'onEdit'> & Partial<ControlProps>) {
  return (
    <>
      <Button variant={wanted ? 'subtle' : 'default'} color="gray" data-focus={`channel-${id}`} aria-label={(wanted ? words.changeOf : words.setUpOf)(title)} onClick={onEdit}>
        {wanted ? words.change : words.setUp}
      </Button>
      {wanted && onRemove && (
        <Button variant="subtle" color="gray" aria-label={words.removeOf(title)} onClick={onRemove}>
          {words.remove}
        </Button>
      )}
    </>
  )
}

/** Forgets a secret, and what else there is to forget. */
async function forget(secret: 'webhookUrl' | 'smtpPassword', values: Record<string, unknown> | null): Promise<void> {
  const settings = values ? await call('settings.update', { section: 'alerts', values }) : null
  const kept = useConsole.getState().settings?.secrets[secret].from
  const done = settings?.ok === false || kept === 'environment' || kept === null ? settings : await call('connection.disconnect', { secret })
  if (done?.ok) takeSettings(done.value)
  else if (done) showNotice(done.error)
}

const ways: Readonly<Record<string, Way>> = {
  'os-notification': { Control: OnThisComputer },
  telegram: { Control: ByTelegram },
  webhook: { Control: ByWebhook, Form: lazy(() => import('./WebhookForm')), remove: () => forget('webhookUrl', null) },
  email: { Control: ByMail, Form: lazy(() => import('./MailForm')), remove: () => forget('smtpPassword', { smtp: null }) },
}

const order = ['os-notification', 'telegram', 'email', 'webhook']

const placeOf = ({ id }: Pick<ChannelView, 'id'>): number => (order.includes(id) ? order.indexOf(id) : order.length)

/** Those everybody has first; what isn't known here last. */
export const inOrder = (a: Pick<ChannelView, 'id'>, b: Pick<ChannelView, 'id'>): number => placeOf(a) - placeOf(b)

/** null for one that isn't known here: it is set up in the settings file. */
export const wayOf = (channel: string): Way | null => ways[channel] ?? null
