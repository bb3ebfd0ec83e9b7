import { afterPaint } from './after-paint'

// Runs first and does next to nothing, so that the frame of the window is on the screen before its program is loaded.
afterPaint(() => void import('./main'))
