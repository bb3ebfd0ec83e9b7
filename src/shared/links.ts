/** The only addresses the window may ask the system browser to open. */
export const links = {
  'notion-integrations': 'https://www.notion.so/profile/integrations',
  'stripe-keys': 'https://dashboard.stripe.com/test/apikeys',
  'google-credentials': 'https://console.cloud.google.com/apis/credentials',
  'google-consent': 'https://console.cloud.google.com/auth/audience',
  'google-drive-api': 'https://console.cloud.google.com/apis/library/drive.googleapis.com',
  'openai-keys': 'https://platform.openai.com/settings/organization/admin-keys',
  'openai-billing': 'https://platform.openai.com/settings/organization/billing/overview',
  'openai-status': 'https://status.openai.com',
  'telegram-botfather': 'https://t.me/BotFather',
  'stripe-status': 'https://status.stripe.com',
  'notion-status': 'https://www.notion-status.com',
  'google-status': 'https://www.google.com/appsstatus/dashboard',
} as const

export type LinkId = keyof typeof links
export const linkIds = Object.keys(links) as [LinkId, ...LinkId[]]
