import { createTheme, defaultVariantColorsResolver, type MantineColorSchemeManager } from '@mantine/core'
import type { SettingsView } from '../shared/settings'
import { useConsole } from './store'

/**
 * Mantine's variables are laid in styles/tokens.css, not made at run time: nothing to compute before the first paint,
 * and no <style> that would need a nonce. What is here is only what Mantine reads as values.
 */
export const theme = createTheme({
  cursorType: 'default',
  defaultRadius: 'sm',
  focusRing: 'auto',
  respectReducedMotion: true,
  // The accent is light in the dark theme: words on it are dark there.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input)
    return input.variant === 'filled' ? { ...colors, color: 'var(--accent-ink)' } : colors
  },
  fontFamily: 'var(--mantine-font-family)',
  components: {
    // Its edge is a control's only outline, so it holds 3:1; a wrong value keeps the library's red.
    Input: { vars: (_theme: unknown, props: { error?: unknown }) => ({ wrapper: props.error ? {} : { '--input-bd': 'var(--control)' } }) },
    // Two pixels smaller than their field, as the library has it, is smaller than our smallest size.
    InputWrapper: {
      vars: () => ({
        label: { '--input-label-size': 'var(--small)' },
        description: { '--input-description-size': 'var(--small)' },
        error: { '--input-error-size': 'var(--small)' },
      }),
    },
    Button: { defaultProps: { size: 'compact-sm', variant: 'default' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'sm' } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'sm', withThumbIndicator: false } },
    SegmentedControl: { defaultProps: { size: 'sm', transitionDuration: 0 } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 }, lockScroll: false, overlayProps: { backgroundOpacity: 0.3 } } },
    Modal: { defaultProps: { transitionProps: { duration: 120 }, lockScroll: false, overlayProps: { backgroundOpacity: 0.3 } } },
  },
})

type Scheme = 'auto' | 'light' | 'dark'

function scheme(settings: SettingsView | null): Scheme {
  const chosen = settings?.settings.appearance.theme ?? 'system'
  return chosen === 'system' ? 'auto' : chosen
}

/** The theme is a setting like any other: the store decides, nothing is kept in the window. */
export function themeFromSettings(): MantineColorSchemeManager {
  let stop = (): void => {}
  return {
    get: () => scheme(useConsole.getState().settings),
    set: () => {},
    clear: () => {},
    subscribe: (update) => {
      stop = useConsole.subscribe((state, previous) => {
        if (scheme(state.settings) !== scheme(previous.settings)) update(scheme(state.settings))
      })
    },
    unsubscribe: () => stop(),
  }
}
