import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { demoCues, type DemoCue } from '../../shared/demo-cues'
import type { DemoView } from '../../shared/demo'
import { call, listen } from '../bridge'
import { Choices } from '../parts/Choices'
import { showNotice } from '../store'
import { texts } from '../texts'
import styles from './DemoMark.module.css'

const words = texts.demo

/** Says on every page that nothing here is real, and lets things happen. Nothing in a real workspace. */
export function DemoMark() {
  const view = useDemo()
  if (!view) return null
  return (
    <section className={styles.mark} aria-label={words.label} data-testid="demo">
      <strong className={styles.label}>{words.label}</strong>
      <p className={styles.words} data-testid="demo-words">
        {wordsOf(view)}
      </p>
      {view.making === null && <Cues />}
    </section>
  )
}

function wordsOf({ making, playing }: DemoView): string {
  if (making !== null) return words.making(Math.floor(making * 100))
  if (playing.length === 0) return words.words
  return `${words.words} ${words.now(playing.map((cue) => words.cues[cue].label).join(', '))}`
}

function Cues() {
  const choices = () => demoCues.map((cue) => ({ ...words.cues[cue], pick: () => void give(cue) }))
  return (
    <Choices title={words.title} note={words.note} choices={choices}>
      {(trigger) => (
        <Button {...trigger} data-testid="demo-cues">
          {words.try}
        </Button>
      )}
    </Choices>
  )
}

async function give(cue: DemoCue): Promise<void> {
  const given = await call('demo.give', { cue })
  if (!given.ok) showNotice(given.error)
}

/** What the demo is at; null in a real workspace. Pushes come before the first answer: that waits for the engine. */
function useDemo(): DemoView | null {
  const [view, setView] = useState<DemoView | null>(null)
  useEffect(() => {
    const silence = listen('demo', setView)
    void call('demo.get').then((answer) => {
      if (answer.ok && answer.value) setView(answer.value)
    })
    return silence
  }, [])
  return view
}
