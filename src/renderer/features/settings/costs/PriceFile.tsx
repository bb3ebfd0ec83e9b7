import { Button } from '@mantine/core'
import { call } from '../../../bridge'
import { showNotice } from '../../../store'
import { texts } from '../../../texts'
import { TextField } from '../Field'
import { unset } from '../removal'
import { useSetting } from '../use-setting'

const words = texts.settings.costs

/** Prices of one's own, from a file. */
export function PriceFile() {
  const file = useSetting('costs', 'priceOverlay')
  const pick = async (): Promise<void> => {
    const answer = await call('dialog.pickFile', { title: words.overlayTitle })
    if (!answer.ok) return showNotice(answer.error)
    if (answer.value !== null) await file.save(answer.value)
  }
  return (
    <TextField
      label={words.overlay}
      hint={words.overlayHint}
      setting={file}
      shown={file.value ?? ''}
      wide
      onSave={(text) => file.save(text === '' ? null : text)}
      after={
        <>
          <Button onClick={() => void pick()}>{words.overlayPick}</Button>
          {file.value && (
            <Button variant="subtle" color="gray" onClick={() => void unset(file, words.overlay)}>
              {words.overlayStop}
            </Button>
          )}
        </>
      }
    />
  )
}
