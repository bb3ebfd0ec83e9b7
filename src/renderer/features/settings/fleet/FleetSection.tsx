import { texts } from '../../../texts'
import { TextField } from '../Field'
import { Section } from '../Section'
import { useSetting } from '../use-setting'
import { FleetToken } from './FleetToken'

const words = texts.settings.fleet
const orNull = (text: string): string | null => (text === '' ? null : text)

/** Which database hears of all consoles and agents. */
export function FleetSection() {
  const url = useSetting('fleet', 'url')
  const tenant = useSetting('fleet', 'tenant')
  const agentName = useSetting('fleet', 'agentName')
  return (
    <Section id="fleet" intro={words.intro}>
      <TextField label={words.url} hint={words.urlHint} setting={url} shown={url.value ?? ''} placeholder="http://127.0.0.1:9090" wide onSave={(text) => url.save(orNull(text))} />
      {url.value && (
        <>
          <FleetToken />
          <TextField label={words.tenant} hint={words.tenantHint} setting={tenant} shown={tenant.value ?? ''} onSave={(text) => tenant.save(orNull(text))} />
        </>
      )}
      <TextField label={words.agentName} hint={words.agentNameHint} setting={agentName} shown={agentName.value ?? ''} wide onSave={(text) => agentName.save(orNull(text))} />
    </Section>
  )
}
