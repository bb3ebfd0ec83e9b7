import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { sentence } from '../../../bridge'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { keepSecret, useSaving } from '../alerts/use-saving'
import { SecretRow } from '../form/SecretRow'
import { PlainFileConsent } from '../services/Consent'

const words = texts.settings.fleet
const field = { title: words.token, description: words.tokenHint }

/** The token the database is asked with: kept in the keychain, never shown again. */
export function FleetToken() {
  // A kept token leaves an empty form behind.
  const [saved, setSaved] = useState(0)
  return <TokenForm key={saved} onSaved={() => setSaved(saved + 1)} />
}

function TokenForm({ onSaved }: { onSaved: () => void }) {
  const kept = useConsole((state) => state.settings?.secrets.fleetToken)
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const saving = useSaving((allowPlainFile) => keepSecret('fleetToken', typed?.trim() ?? '', allowPlainFile), onSaved)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void saving.start()
  }
  return (
    <form onSubmit={submit} data-testid="fleet-token">
      <SecretRow field={field} kept={kept} secret="fleetToken" typed={typed} fault={saving.fault ? sentence(saving.fault) : undefined} onChange={(value) => setTyped(value ?? undefined)} />
      {saving.step === 'consent' ? (
        <PlainFileConsent onAccept={() => void saving.start(true)} onCancel={saving.dropConsent} />
      ) : (
        typed !== undefined && (
          <Button type="submit" variant="filled" aria-busy={saving.step === 'saving'}>
            {saving.step === 'saving' ? words.saving : words.save}
          </Button>
        )
      )}
    </form>
  )
}
