import { useRef } from 'react'
import { sentence } from '../../../bridge'
import { texts } from '../../../texts'
import { Part } from '../Part'
import { Section } from '../Section'
import { useFocusLater } from '../use-focus-later'
import styles from './AlertsSection.module.css'
import { inOrder } from './channel-ways'
import { ChannelRow } from './ChannelRow'
import { Maintenance } from './Maintenance'
import { QuietHours } from './QuietHours'
import { Rules } from './Rules'
import { useChannels } from './use-channels'

const words = texts.settings.alerts

/** Where problems are told, when they aren't, and what counts as one. */
export function AlertsSection() {
  return (
    <Section id="alerts" intro={words.intro}>
      <Part title={words.channels}>
        <Channels />
      </Part>
      <Part title={words.quiet} testId="quiet-hours">
        <QuietHours />
      </Part>
      <Part title={words.maintenance} testId="maintenance">
        <Maintenance />
      </Part>
      <Part title={words.rules} testId="rules">
        <Rules />
      </Part>
    </Section>
  )
}

function Channels() {
  const { value, fault, askAgain } = useChannels()
  const list = useRef<HTMLUListElement>(null)
  const focusOn = useFocusLater(list)
  return (
    <>
      {fault && <p role="alert">{`${words.channelsFailed} ${sentence(fault)}`}</p>}
      <ul ref={list} className={styles.list} aria-label={words.channels}>
        {value?.toSorted(inOrder).map((channel) => (
          <ChannelRow key={channel.id} channel={channel} onTested={askAgain} onClosed={() => focusOn(`channel-${channel.id}`)} />
        ))}
      </ul>
    </>
  )
}
