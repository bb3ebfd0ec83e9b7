/**
 * The icons in use, each from its own file: the package's index would make the bundler read six thousand of them
 * for a dozen.
 */
export type { Icon } from '@tabler/icons-react'
export { default as IconActivityHeartbeat } from '@tabler/icons-react/dist/esm/icons/IconActivityHeartbeat.mjs'
export { default as IconAlertTriangle } from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
export { default as IconArrowUpRight } from '@tabler/icons-react/dist/esm/icons/IconArrowUpRight.mjs'
export { default as IconBell } from '@tabler/icons-react/dist/esm/icons/IconBell.mjs'
export { default as IconBellOff } from '@tabler/icons-react/dist/esm/icons/IconBellOff.mjs'
export { default as IconCalendarTime } from '@tabler/icons-react/dist/esm/icons/IconCalendarTime.mjs'
export { default as IconChartBar } from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs'
export { default as IconCheck } from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
export { default as IconChevronDown } from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
export { default as IconChevronUp } from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs'
export { default as IconCircle } from '@tabler/icons-react/dist/esm/icons/IconCircle.mjs'
export { default as IconClockPause } from '@tabler/icons-react/dist/esm/icons/IconClockPause.mjs'
export { default as IconCopy } from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs'
export { default as IconInfoCircle } from '@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs'
export { default as IconPlus } from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
export { default as IconRefresh } from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs'
export { default as IconSettings } from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs'
export { default as IconX } from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
