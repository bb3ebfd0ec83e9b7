import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startEncrypted, type TlsFault } from '../../fixtures/providers/tls'
import { bareEnvironment, startChild } from '../child'
import { freshFolder } from '../support'

// The advice the console gives where a company's proxy opens encrypted connections: it has to help, and to help with nothing else.

const shown: TlsFault[] = ['good', 'tls-expired', 'tls-wrong-host', 'tls-self-signed']

async function asked(env: Record<string, string>, urls: string[]) {
  const child = startChild([join(import.meta.dirname, '../run-module.mjs'), join(import.meta.dirname, 'ask-stripe.ts'), ...urls], { env: bareEnvironment(env) })
  expect([await child.ended, child.errors()]).toEqual([0, ''])
  return child.out().trim().split('\n').map((line) => JSON.parse(line) as { ok: boolean; error?: { way?: string; message: string } })
}

it('NODE_EXTRA_CA_CERTS makes a private authority known, and nothing else good', async () => {
  const standIns = await Promise.all(shown.map((what) => startEncrypted(what, { object: 'balance', livemode: false })))
  onTestFinished(async () => void (await Promise.all(standIns.map((standIn) => standIn.close()))))
  const urls = standIns.map(({ url }) => url)
  const file = join(freshFolder(), 'authorities.pem')
  writeFileSync(file, standIns.map(({ ca }) => ca).join('\n'))

  const [without, withThem] = await Promise.all([asked({}, urls), asked({ NODE_EXTRA_CA_CERTS: file }, urls)])
  expect(without.map(({ ok, error }) => [ok, error?.way, /\(([A-Z_]+)\)/.exec(error?.message ?? '')?.[1]])).toEqual([
    [false, 'certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [false, 'certificate', 'CERT_HAS_EXPIRED'],
    [false, 'certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [false, 'certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])
  expect(withThem.map(({ ok, error }) => [ok, error?.way, /\(([A-Z_]+)\)/.exec(error?.message ?? '')?.[1]])).toEqual([
    [true, undefined, undefined],
    [false, 'certificate', 'CERT_HAS_EXPIRED'],
    [false, 'certificate', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [false, 'certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])
})
