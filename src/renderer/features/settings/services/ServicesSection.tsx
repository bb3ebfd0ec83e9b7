import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import type { ServiceId } from '../anchors'
import { SwitchField } from '../Field'
import { Section } from '../Section'
import { useSetting } from '../use-setting'
import { DriveService } from './DriveService'
import { NotionSource } from './NotionSource'
import { SecretService } from './SecretService'
import { TelegramChat } from './TelegramChat'
import { WatchIt } from './WatchIt'

const words = texts.settings.services

/** `opened` is the service that a problem's button asked for. */
export function ServicesSection({ opened }: { opened: ServiceId | null }) {
  const hasBot = useConsole((state) => state.settings?.secrets.telegramToken.present ?? false)
  const hasChat = useConsole((state) => (state.settings?.settings.alerts.telegramChatId ?? null) !== null)
  return (
    <Section id="services" intro={words.intro}>
      <SecretService id="notion" secret="notionToken" kind="notion" link="notion-integrations" opened={opened === 'notionToken'}>
        <NotionSource />
      </SecretService>
      <DriveService opened={opened === 'drive'} />
      <SecretService id="stripe" secret="stripeKey" kind="stripe" link="stripe-keys" opened={opened === 'stripeKey'}>
        <StripeFields />
      </SecretService>
      <SecretService id="openai" secret="openaiAdminKey" kind="openai" link="openai-keys" opened={opened === 'openaiAdminKey'}>
        <WatchIt secret="openaiAdminKey" kind="openai" id="openai" />
      </SecretService>
      <SecretService
        id="telegram"
        secret="telegramToken"
        kind="telegram-bot"
        link="telegram-botfather"
        opened={opened === 'telegramToken'}
        // With a bot there, it is the chat that is missing.
        asks={opened === 'telegramToken' && (!hasBot || hasChat)}
      >
        <TelegramChat />
        <WatchIt secret="telegramToken" kind="telegram-bot" id="telegram" />
      </SecretService>
    </Section>
  )
}

function StripeFields() {
  const expectTestMode = useSetting('stripe', 'expectTestMode')
  return <SwitchField label={words.expectTestMode} hint={words.expectTestModeHint} setting={expectTestMode} />
}
