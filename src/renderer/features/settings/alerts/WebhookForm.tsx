import { useState } from 'react'
import { fault } from '../../../../shared/faults'
import { err } from '../../../../shared/result'
import { sentence } from '../../../bridge'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { SecretRow } from '../form/SecretRow'
import { ChannelForm } from './ChannelForm'
import type { ChannelFormProps } from './channel-ways'
import { keepSecret, useSaving } from './use-saving'
import { webhookFault } from './webhook-fault'

const words = texts.settings.alerts
const field = { title: words.webhook.address, description: words.webhook.addressHint, placeholder: 'https://example.com/hooks/…' }

/** Where a webhook is: all of it is secret. */
export default function WebhookForm({ title, onClose, onSaved }: ChannelFormProps) {
  const kept = useConsole((state) => state.settings?.secrets.webhookUrl)
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const [refusals, setRefusals] = useState(0)
  const saving = useSaving(async (allowPlainFile) => {
    const address = typed?.trim() ?? ''
    const forgets = typed === '' && kept?.present === true
    const wrong = forgets ? null : webhookFault(address)
    const answer = wrong === null ? await keepSecret('webhookUrl', address, allowPlainFile) : err(fault('invalid_input', wrong))
    if (!answer.ok) setRefusals((before) => before + 1)
    return answer
  }, onSaved)
  const unchanged = typed === undefined && kept?.present === true
  const wrong = saving.fault ? sentence(saving.fault) : undefined
  return (
    <ChannelForm
      title={title}
      about={words.webhook.about}
      saving={saving}
      refusals={refusals}
      blamed={false}
      onSubmit={(allowed) => (unchanged ? onClose() : void saving.start(allowed))}
      onClose={onClose}
    >
      <SecretRow field={field} kept={kept} secret="webhookUrl" typed={typed} fault={wrong} onChange={(value) => setTyped(value ?? undefined)} />
    </ChannelForm>
  )
}
