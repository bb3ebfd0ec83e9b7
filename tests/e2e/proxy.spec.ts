import { expect, test } from '@playwright/test'
import { createServer, request as forward } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { startProviders } from '../fixtures/providers'
import { drop, freshFolder, launch } from './console'

test('the system’s proxy, as Chromium knows it, is the way to every provider', async () => {
  const passed: string[] = []
  const proxy = createServer((asked, response) => {
    const target = new URL(asked.url ?? '')
    passed.push(target.host)
    const onward = forward(target, { method: asked.method, headers: asked.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    asked.pipe(onward)
  })
  proxy.on('connect', (asked, client) => {
    passed.push(asked.url ?? '')
    const [host, port] = (asked.url ?? '').split(':')
    const onward = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      onward.pipe(client).pipe(onward)
    })
    onward.on('error', () => client.destroy())
    client.on('error', () => onward.destroy())
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))

  const providers = await startProviders()
  const dataDir = freshFolder()
  const { env, originMapFile } = providers.writeInto(dataDir)
  const { TELEGRAM_CHAT_ID: _chat, TELEGRAM_BOT_TOKEN: _token, ...credentials } = env
  const running = await launch({ dataDir, env: credentials, args: ['--origin-map', originMapFile, `--proxy-server=http://127.0.0.1:${(proxy.address() as AddressInfo).port}`] })
  for (const target of ['notion', 'drive', 'stripe']) await expect(running.page.getByTestId(`component-row-${target}`)).toHaveAttribute('data-status', 'ok')
  for (const provider of ['notion', 'googleToken', 'drive', 'stripe'] as const) expect(passed).toContain(new URL(providers.url[provider]).host)

  await running.quit()
  await providers.close()
  proxy.closeAllConnections()
  await new Promise((done) => proxy.close(done))
  drop(dataDir)
})
