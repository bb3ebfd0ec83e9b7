/** What the price table calls a provider, by the names that logs, proxies and traces use for it. */
const names = new Map(Object.entries({
  xai: 'x-ai',
  grok: 'x-ai',
  claude: 'anthropic',
  gemini: 'google',
  'google-ai': 'google',
  google_ai: 'google',
  'gcp.gemini': 'google',
  'gcp.vertex_ai': 'google',
  'gcp.gen_ai': 'google',
  vertex: 'google',
  vertex_ai: 'google',
  'vertex-ai': 'google',
  vertexai: 'google',
  azure: 'openai',
  azure_ai: 'openai',
  'az.ai.openai': 'openai',
  'az.ai.inference': 'openai',
  'azure.ai.openai': 'openai',
  'azure.ai.inference': 'openai',
  azure_openai: 'openai',
  'azure-openai': 'openai',
  'text-completion-openai': 'openai',
  'openai.responses': 'openai',
  'openai.chat': 'openai',
  mistral_ai: 'mistral',
  mistralai: 'mistral',
  'mistral-ai': 'mistral',
  deepseek_ai: 'deepseek',
  'deepseek-ai': 'deepseek',
  cohere_chat: 'cohere',
}))

/** Those that sell other makers’ models: whose one it is, the model’s name tells. */
const resellers = new Set(['bedrock', 'bedrock_converse', 'aws.bedrock', 'aws_bedrock', 'amazon-bedrock', 'openrouter', 'litellm', 'litellm_proxy', 'vercel', 'google', 'openai'])

const makersOfModels: readonly (readonly [RegExp, string])[] = [
  [/^claude-/, 'anthropic'],
  [/^gemini-/, 'google'],
  [/^grok-/, 'x-ai'],
  [/^(gpt-|chatgpt-|o\d(-|$)|text-embedding-)/, 'openai'],
  [/^(mistral-|ministral-|codestral-|magistral-)/, 'mistral'],
  [/^deepseek-/, 'deepseek'],
  [/^command-/, 'cohere'],
]

/** The provider as the price table names it; what it doesn’t know stays as it is, in lower case. */
export function providerName(provider: string): string {
  const [name = ''] = provider.toLowerCase().trim().split('/')
  return names.get(name) ?? name
}

/**
 * Whose price list a call is on, and under which name: resellers sell at the makers’ prices, and write the makers into the models’
 * names. A model of nobody in particular is its provider’s own.
 */
export function pricedAs(provider: string, model: string): { provider: string; model: string } {
  const seller = providerName(provider)
  const { maker, bare } = taken(model.toLowerCase().trim())
  if (maker === null || maker === seller) return { provider: resellers.has(seller) ? (makerOf(bare) ?? seller) : seller, model: bare }
  // "openai/gpt-oss-120b" of a provider that runs other makers’ models at prices of its own.
  if (!resellers.has(seller)) return { provider: seller, model: model.toLowerCase().trim() }
  return { provider: makerOf(bare) ?? maker, model: bare }
}

/** Who makes models of this name; null when the name doesn’t tell. */
export const providerOfModel = (model: string): string | null => makerOf(taken(model.toLowerCase()).bare)

const makerOf = (bare: string): string | null => makersOfModels.find(([pattern]) => pattern.test(bare))?.[1] ?? null

const bedrockModel = /^(?:(?:us|us-gov|eu|apac|au|jp|ca|sa|global)\.)?(anthropic|cohere|mistral|deepseek|amazon|meta|openai)\.(.+?)(?:-v\d+)?(?::\d+)*$/

/** "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "openai/gpt-5", "models/gemini-2.5-pro", "claude-sonnet-4-5@20250929" → maker and bare name. */
function taken(model: string): { maker: string | null; bare: string } {
  const segments = model.split('/')
  const last = segments.at(-1)!
  const onBedrock = bedrockModel.exec(last)
  if (onBedrock) return { maker: onBedrock[1]!, bare: onBedrock[2]! }
  // Vertex writes publishers/google/models/gemini-…, and dates after an @.
  const maker = segments.at(-2) === 'models' ? segments.at(-3) : segments.at(-2)
  return { maker: maker === undefined ? null : providerName(maker), bare: last.replace('@', '-') }
}
