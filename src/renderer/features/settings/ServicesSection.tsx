import { useConsole } from '../../store'
import { texts } from '../../texts'
import type { ServiceId } from './anchors'
import { DriveService } from './DriveService'
import { SwitchField, TextField } from './Field'
import { SecretService } from './SecretService'
import { Section } from './Section'
import { useSetting } from './use-setting'

/** `opened` is the service that a problem's button asked for. */
export function ServicesSection({ opened }: { opened: ServiceId | null }) {
  return (
    <Section id="services" intro={texts.settings.services.intro}>
      <SecretService secret="notionToken" target="notion" link="notion-integrations" opened={opened === 'notionToken'}>
        <NotionFields />
      </SecretService>
      <DriveService opened={opened === 'drive'} />
      <SecretService secret="stripeKey" target="stripe" link="stripe-keys" opened={opened === 'stripeKey'}>
        <StripeFields />
      </SecretService>
      <SecretService secret="telegramToken" target={null} link="telegram-botfather" opened={opened === 'telegramToken'} />
    </Section>
  )
}

function NotionFields() {
  const source = useSetting('notion', 'financeDataSource')
  const connected = useConsole((state) => state.settings?.secrets.notionToken.present ?? false)
  if (!connected) return null
  return (
    <TextField
      label={texts.settings.services.financeDataSource}
      hint={texts.settings.services.financeDataSourceHint}
      setting={source}
      shown={source.value ?? ''}
      wide
      onSave={(text) => source.save(text === '' ? null : text)}
    />
  )
}

function StripeFields() {
  const expectTestMode = useSetting('stripe', 'expectTestMode')
  return <SwitchField label={texts.settings.services.expectTestMode} hint={texts.settings.services.expectTestModeHint} setting={expectTestMode} />
}
