import { SegmentedControl } from '@mantine/core'
import { segmentLooks } from '../../parts/segments'
import { texts } from '../../texts'
import { FieldFrame, SwitchField } from './Field'
import { Section } from './Section'
import { useSetting } from './use-setting'

const words = texts.settings
const themes = ['system', 'light', 'dark'] as const

export function AppearanceSection() {
  const theme = useSetting('appearance', 'theme')
  return (
    <Section id="appearance">
      <FieldFrame label={words.appearance.theme} setting={theme}>
        <SegmentedControl
          aria-label={words.appearance.theme}
          {...segmentLooks}
          value={theme.value ?? 'system'}
          data={themes.map((value) => ({ value, label: <span data-testid={`theme-${value}`}>{words.appearance.themes[value]}</span> }))}
          onChange={(value) => void theme.save(value as (typeof themes)[number])}
        />
      </FieldFrame>
    </Section>
  )
}

export function StartupSection() {
  return (
    <Section id="startup">
      <SwitchField label={words.startup.openAtLogin} hint={words.startup.openAtLoginHint} setting={useSetting('startup', 'openAtLogin')} />
    </Section>
  )
}
