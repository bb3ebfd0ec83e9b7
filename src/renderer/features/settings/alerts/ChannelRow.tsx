import { Button } from '@mantine/core'
import { Suspense, useState } from 'react'
import type { Fault } from '../../../../shared/faults'
import type { ChannelView } from '../../../../shared/model'
import { call } from '../../../bridge'
import { useClock } from '../../../clock'
import { Problems } from '../../../parts/Problems'
import { receiptWords } from '../../../parts/receipt'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { Row } from '../Row'
import { RemovalConsent } from '../services/Consent'
import { aboutChannel, channelState } from './channel-row'
import { wayOf } from './channel-ways'

const words = texts.settings.alerts

interface Props {
  channel: ChannelView
  /** Its state may be another one now. */
  onTested: () => void
  /** The form or question in its place is gone: its button gets the focus back. */
  onClosed: () => void
}

/** One way to be told: whether it works, how to find out, and how it is set up. */
export function ChannelRow({ channel, onTested, onClosed }: Props) {
  const { id, title, wanted } = channel
  const view = useConsole((state) => state.settings)
  const about = useClock((now) => aboutChannel(channel, view, now))
  const [open, setOpen] = useState<'form' | 'removal' | null>(null)
  const test = useTest(id, onTested)
  const way = wayOf(id)
  const close = (said = ''): void => {
    setOpen(null)
    test.say(said)
    onClosed()
  }
  if (open === 'form' && way?.Form)
    return (
      <li data-testid={`channel-row-${id}`}>
        <Suspense>
          <way.Form title={title} onClose={() => close()} onSaved={() => close(words.setUpNow)} />
        </Suspense>
      </li>
    )
  const remove = async (): Promise<void> => {
    await way?.remove?.()
    close()
  }
  return (
    <Row
      testId={`channel-row-${id}`}
      {...(test.fault ? { status: 'warning', word: words.testFailed } : channelState(channel))}
      title={title}
      about={about}
      problem={
        <>
          {open === 'removal' && <RemovalConsent question={words.removeSure(title)} accept={words.remove} onAccept={() => void remove()} onCancel={() => close()} />}
          <Said channel={channel} fault={test.fault} said={test.said} />
        </>
      }
    >
      {wanted && (
        <Button data-testid={`channel-test-${id}`} aria-label={words.testOf(title)} aria-disabled={test.testing} aria-busy={test.testing} onClick={() => void test.start()}>
          {test.testing ? words.testing : words.test}
        </Button>
      )}
      {way && <way.Control channel={channel} onEdit={() => setOpen('form')} onRemove={() => setOpen('removal')} />}
    </Row>
  )
}

/** What the test came to; before one, why the channel takes nothing. */
function Said({ channel: { refusal, wanted }, fault, said }: { channel: ChannelView; fault: Fault | null; said: string }) {
  return (
    <>
      {fault ? <Problems fault={fault} /> : refusal && wanted && <Problems fault={refusal} known />}
      <output>{said}</output>
    </>
  )
}

function useTest(channel: string, onTested: () => void) {
  const [testing, setTesting] = useState(false)
  const [said, setSaid] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const say = (what: string): void => {
    setSaid(what)
    setFault(null)
  }
  const start = async (): Promise<void> => {
    if (testing) return
    setTesting(true)
    say('')
    const answer = await call('channels.test', { channel })
    setTesting(false)
    if (answer.ok) setSaid(words.sent(receiptWords(answer.value.receipt)))
    else setFault(answer.error)
    onTested()
  }
  return { testing, said, fault, start, say }
}
