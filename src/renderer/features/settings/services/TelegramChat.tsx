import { Button } from '@mantine/core'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { useOpened } from '../../../parts/use-opened'
import { classes } from '../../../parts/classes'
import { SwitchField, TextField } from '../Field'
import { useSetting } from '../use-setting'
import styles from './service.module.css'
import { useFindChat } from './use-find-chat'

const words = texts.settings.telegram

/** The chat alerts go to: found by writing to the bot, or its id typed by hand. */
export function TelegramChat() {
  const chat = useSetting('alerts', 'telegramChatId')
  const commands = useSetting('alerts', 'telegramCommands')
  const connected = useConsole((state) => state.settings?.secrets.telegramToken.present ?? false)
  const way = useFindChat()
  const { state } = way
  if (!connected) return null
  return (
    <>
      <TextField
        label={words.chat}
        hint={words.chatHint}
        setting={chat}
        shown={chat.value ?? ''}
        onSave={(text) => chat.save(text === '' ? null : text)}
        after={chat.variable === null && state.step === 'idle' && <Button onClick={() => void way.find()}>{words.find}</Button>}
      />
      {state.step === 'finding' && <Finding onCancel={way.cancel} />}
      {state.step === 'unsure' && <Unsure name={state.chat.name} onUse={() => void way.use(state.chat)} onAgain={() => void way.find()} onCancel={way.cancel} />}
      <output className={classes(styles.said, state.step === 'idle' && state.failed && styles.fault)}>
        {state.step === 'idle' ? state.said : state.step === 'using' ? words.using : ''}
      </output>
      {chat.value && <SwitchField label={words.commands} hint={words.commandsHint} setting={commands} />}
    </>
  )
}

function Finding({ onCancel }: { onCancel: () => void }) {
  const box = useOpened<HTMLDivElement>(onCancel)
  return (
    <div ref={box} className={styles.offer}>
      <output>{words.finding}</output>
      <Button data-first onClick={onCancel}>
        {texts.settings.services.cancel}
      </Button>
    </div>
  )
}

interface UnsureProps {
  name: string
  onUse: () => void
  onAgain: () => void
  onCancel: () => void
}

/** Anybody can write to a bot: who it was is for the user to say. */
function Unsure({ name, onUse, onAgain, onCancel }: UnsureProps) {
  const box = useOpened<HTMLDivElement>(onCancel)
  return (
    <div ref={box} className={styles.offer}>
      <output>{words.unsure(name)}</output>
      <Button data-first variant="filled" onClick={onUse}>
        {words.use}
      </Button>
      <Button onClick={onAgain}>{words.again}</Button>
      <Button variant="subtle" color="gray" onClick={onCancel}>
        {texts.settings.services.cancel}
      </Button>
    </div>
  )
}
