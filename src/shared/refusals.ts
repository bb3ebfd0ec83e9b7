import type { Incident } from './model'

/** What incidents about the console itself name as their component: nothing one can look at. */
export const ownComponent = 'console'

const channelPrefix = 'channel:'

/** What the incident of a channel’s refusal is about. */
export const refusalTarget = (channel: string): string => `${channelPrefix}${channel}`

/** Whether an incident is a channel's refusal: the other channels tell of that at once as a message of its own, and a note in the window. */
export const isRefusal = ({ component, target }: Pick<Incident, 'component' | 'target'>): boolean => component === ownComponent && target.startsWith(channelPrefix)
