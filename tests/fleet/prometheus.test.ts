import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startEngine } from '../integration/engine'
import { freshFolder, until } from '../integration/support'

// With the real Prometheus (apt-get install prometheus): npm run test:fleet

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** Prometheus on loopback, scraping `port` each second. */
async function startPrometheus(port: number): Promise<string> {
  const folder = freshFolder()
  const config = join(folder, 'prometheus.yml')
  writeFileSync(config, `global: {scrape_interval: 1s}\nscrape_configs: [{job_name: console, static_configs: [{targets: ['127.0.0.1:${port}']}]}]\n`)
  const own = await freePort()
  const child = spawn('prometheus', [`--config.file=${config}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${own}`], { stdio: 'ignore' })
  onTestFinished(async () => {
    const gone = once(child, 'exit')
    child.kill()
    await gone
  })
  return `http://127.0.0.1:${own}`
}

it('promtool finds nothing wrong with /metrics', async () => {
  const { url } = await startEngine()
  const text = await (await fetch(`${url}/metrics`)).text()
  expect(execFileSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })).toBe('')
})

it('a console scraped by Prometheus is in the fleet, goes silent when it stops, and is not forgotten', async () => {
  const told = await startEngine()
  const asking = await startEngine()
  await told.engine.settings.update({ section: 'fleet', values: { agentName: 'workshop' } })
  const url = await startPrometheus(told.port)
  await asking.engine.settings.update({ section: 'fleet', values: { url } })
  const { fleet } = asking.engine
  await until(async () => (await fleet.view()).agents.length > 0, 'the console to be scraped')
  const [row] = (await fleet.view()).agents
  expect(row).toMatchObject({ agent: 'workshop', instance: `127.0.0.1:${told.port}`, version: '0.0.0-test', openIncidents: 0 })
  expect(row?.status).not.toBe('fail')
  const components = await fleet.components('workshop', `127.0.0.1:${told.port}`)
  expect(components.ok && components.value.map(({ component }) => component).toSorted()).toEqual(['disk_ok', 'drive', 'notion', 'scheduler_tick', 'stripe'])
  await told.stop()
  const { heardAt } = (await fleet.view()).agents[0]!
  expect((await fleet.view()).agents).toEqual([expect.objectContaining({ agent: 'workshop', heardAt: expect.toSatisfy((at: number) => at >= heardAt) })])
})
