import { useState } from 'react'
import { fault as faultOf } from '../../../../shared/faults'
import { err } from '../../../../shared/result'
import { call } from '../../../bridge'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { type FieldFaults, placed } from '../form/field-faults'
import { ChoiceField, TextRow } from '../form/fields'
import { SecretRow } from '../form/SecretRow'
import { ChannelForm } from './ChannelForm'
import type { ChannelFormProps } from './channel-ways'
import { mailDraft, type MailDraft, mailFaults, mailServer, withSecurity } from './mail-draft'
import { keepSecret, useSaving } from './use-saving'

const words = texts.settings.alerts.mail
const securities = (['starttls', 'tls', 'none'] as const).map((value) => ({ value, label: words.securities[value] }))
const fields = (['host', 'port', 'security', 'user', 'from', 'to'] as const).map((name) => ({ name, title: words[name] }))

/** The mail server alerts go out by, and to whom. */
export default function MailForm({ title, onClose, onSaved }: ChannelFormProps) {
  const server = useConsole((state) => state.settings?.settings.alerts.smtp ?? null)
  const kept = useConsole((state) => state.settings?.secrets.smtpPassword)
  const [draft, setDraft] = useState(() => mailDraft(server))
  const [password, setPassword] = useState<string | undefined>(undefined)
  const [faults, setFaults] = useState<FieldFaults>({})
  const [refusals, setRefusals] = useState(0)
  const refuse = (found: FieldFaults): void => {
    setFaults(found)
    setRefusals((before) => before + 1)
  }
  const saving = useSaving(async (allowPlainFile) => {
    const found = mailFaults(draft)
    refuse(found)
    if (Object.keys(found).length > 0) return err(faultOf('invalid_input', texts.settings.checks.seeFields))
    const saved = await call('settings.update', { section: 'alerts', values: { smtp: mailServer(draft) } })
    if (!saved.ok) refuse(placed(saved.error.message, fields).faults)
    return !saved.ok || password === undefined ? saved : keepSecret('smtpPassword', password, allowPlainFile)
  }, onSaved)
  const change = (part: Partial<MailDraft>): void => {
    setDraft({ ...draft, ...part })
    setFaults(Object.fromEntries(Object.entries(faults).filter(([name]) => !(name in part))))
  }
  const text = (name: 'host' | 'port' | 'user' | 'from' | 'to') => ({ label: words[name], value: draft[name], fault: faults[name], onChange: (value: string) => change({ [name]: value }) })
  return (
    <ChannelForm title={title} about={words.about} saving={saving} refusals={refusals} blamed={Object.keys(faults).length === 0} onSubmit={(allowed) => void saving.start(allowed)} onClose={onClose}>
      <TextRow {...text('host')} wide placeholder="smtp.example.com" />
      <ChoiceField label={words.security} value={draft.security} choices={securities} fault={faults['security']} onChange={(security) => setDraft(withSecurity(draft, security))} />
      <TextRow {...text('port')} figures />
      <TextRow {...text('user')} wide hint={words.userHint} />
      <SecretRow field={{ title: words.password }} kept={kept} secret="smtpPassword" typed={password} fault={undefined} onChange={(value) => setPassword(value ?? undefined)} />
      <TextRow {...text('from')} wide placeholder="console@example.com" />
      <TextRow {...text('to')} wide placeholder="you@example.com" />
    </ChannelForm>
  )
}
