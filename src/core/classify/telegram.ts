import { done, forbidden, limited, missing, ourMistake, outage, refused, rejected } from './findings'
import { fields, phrase, str, type Finding, type Heard, type Phrases, type Vendor } from './heard'

const gone = (why: string, hint: string) => (): Finding => ({ code: 'target_gone', message: `Telegram can’t deliver to this chat: ${why}.`, hint })
const addAgain = 'Add the bot to the group or channel again, or choose another chat in Settings.'
const newToken = 'Ask @BotFather for the token (/mybots › API Token), and put it into Settings.'

/** 403: the person or the group is out of reach; the bot itself is fine. */
const unreachable: Phrases = [
  [/blocked by the user|USER_IS_BLOCKED/i, gone('its owner has blocked the bot', 'Unblock the bot in Telegram, or choose another chat in Settings.')],
  [/is deactivated|USER_DEACTIVATED/i, gone('the account is deactivated', 'Choose another chat in Settings.')],
  [/was kicked|not a member|CHANNEL_PRIVATE/i, gone('the bot is no longer in it', addAgain)],
  [/chat was deleted|chat was deactivated/i, gone('it was deleted', 'Choose another chat in Settings.')],
  [/can.t initiate conversation/i, gone('nobody has written to the bot from it', 'Open the bot in Telegram and press Start.')],
  [/messages to bots/i, gone('it is a bot’s', 'Choose a chat with a person or a group in Settings.')],
]

const notAllowed = (heard: Heard) => forbidden(heard, 'the bot may not write in this chat', 'In Telegram: the chat › Administrators or Permissions: let the bot send messages, and try again.')

/** What the server says in words, most of it with status 400. */
const phrases: Phrases = [
  [/CHAT_WRITE_FORBIDDEN|CHAT_SEND_\w+_FORBIDDEN|CHAT_ADMIN_REQUIRED|not enough rights|no rights to send|need administrator rights/i, notAllowed],
  [/upgraded to a supergroup/i, (heard) => moved(heard)],
  [/chat not found|PEER_ID_INVALID|user not found|CHAT_ID_INVALID/i, gone('there is none with this id that the bot knows', 'Write to the bot once, or choose another chat in Settings.')],
  [/thread not found|TOPIC_DELETED|TOPIC_CLOSED/i, gone('its topic is closed or gone', 'Open the topic again, or choose another chat in Settings.')],
  [/not modified/i, (heard) => done(heard, 'the message says that already')],
  [/query is too old|QUERY_ID_INVALID/i, (heard) => done(heard, 'the button’s question has run out')],
  [/message to delete not found/i, (heard) => done(heard, 'the message is gone already')],
  [/message to (?:edit|reply|be replied|forward|copy|pin) not found|replied message not found|MESSAGE_ID_INVALID/i, (heard) => missing(heard, 'Telegram doesn’t find the message: it was deleted.', 'Nothing needs doing; the next message is a new one.')],
  [/can.t parse entities/i, (heard) => rejected(heard, 'it can’t read the message’s formatting', 'Send it as plain text once.')],
  [/too long|Entity Too Large/i, (heard) => rejected(heard, 'the message is too long', 'Send it in parts of 4096 characters.')],
  [/message text is empty/i, (heard) => ourMistake(heard, 'the message is empty')],
  [/retry after \d|FLOOD_WAIT/i, (heard) => limited(heard)],
  [/^Logged out/i, (heard) => heldElsewhere(heard, 'the bot was moved to a server of its own', 'Log it out there and wait ten minutes, or create a bot of its own.', 'no')],
  [/method not found/i, (heard) => ourMistake(heard, 'it knows no such method')],
  [/unexpectedly|internal error/i, (heard) => outage(heard)],
]

const heldElsewhere = ({ name }: Heard, why: string, hint: string, retry: 'no' | 'later'): Finding => ({ code: 'client_conflict', message: `Another program reads this ${name} bot’s messages: ${why}.`, hint, retry })

const held = (heard: Heard): Finding =>
  /webhook/i.test(descriptionOf(heard))
    ? heldElsewhere(heard, 'it has set a webhook', 'Delete the webhook (deleteWebhook), or create a bot of its own for the console.', 'no')
    : heldElsewhere(heard, 'it polls with the same token', 'Stop the other program, or create a bot of its own for the console.', 'later')

/** Nothing reaches the old id; the new one is worth knowing, and no secret. */
function moved({ body }: Heard): Finding {
  const id = fields(fields(body)['parameters'])['migrate_to_chat_id']
  const known = typeof id === 'number' && Number.isSafeInteger(id)
  return {
    code: 'migrated',
    message: `The group became a supergroup${known ? `, with the id ${id}` : ''}: Telegram delivers nothing to its old id.`,
    hint: known ? `Set the chat to ${id} in Settings.` : 'Choose the chat again in Settings.',
    retry: 'no',
  }
}

const descriptionOf = ({ body }: Heard): string => str(fields(body)['description'])

export const telegram: Vendor = {
  name: 'Telegram',
  saysStatus: true,
  read(heard) {
    const { status, body } = heard
    if (status < 400) return null
    const said = descriptionOf(heard)
    if (fields(fields(body)['parameters'])['migrate_to_chat_id'] !== undefined) return moved(heard)
    if (status === 409) return held(heard)
    if (status === 429 || status === 420) return limited(heard)
    const own = (status === 403 ? phrase(unreachable, said, heard) : null) ?? phrase(phrases, said, heard) ?? phrase(unreachable, said, heard)
    if (own) return own
    // The public server answers so for whatever doesn't look like a token.
    if (status === 404) return refused(heard, 'no bot has this token', newToken)
    if (status === 401) return refused(heard, '', `Replace it in Settings; it may be revoked or mistyped. ${newToken}`)
    return status === 403 ? gone('it doesn’t let the bot in', addAgain)() : null
  },
  right: () => 'permission to write to the chat',
  grant: (right) => `Give the bot ${right} in Telegram, and try again.`,
  missing: { message: 'Telegram doesn’t find what was asked for.', hint: 'Write to the bot once, or choose another chat in Settings.' },
}
