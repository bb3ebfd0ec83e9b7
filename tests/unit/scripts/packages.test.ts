import { describe, expect, test } from 'vitest'
import { explainNpmFailure } from '../../../scripts/setup/npm.mjs'
import { satisfies } from '../../../scripts/setup/packages.mjs'
import { runsTools } from '../../../scripts/setup/node24.mjs'
import { isNewEnough } from '../../../scripts/setup/node-version.mjs'

describe('what is installed matches the lock file', () => {
  const react = { version: '1.0.0', integrity: 'sha512-a' }
  const elsewhere = { version: '1.0.0', optional: true, os: [process.platform === 'win32' ? 'linux' : 'win32'] }
  const wanted = { '': {}, 'node_modules/react': react, 'node_modules/native-elsewhere': elsewhere }

  test.each([
    ['all there; other platforms’ parts are not missed', { 'node_modules/react': react }, true],
    ['nothing there', {}, false],
    ['another version', { 'node_modules/react': { ...react, version: '1.0.1' } }, false],
    ['another content', { 'node_modules/react': { ...react, integrity: 'sha512-b' } }, false],
  ])('%s', (_case, there, answer) => expect(satisfies(there, wanted)).toBe(answer))
})

describe('why npm failed, with the remedy', () => {
  test.each([
    ['npm error code ENOTFOUND', /registry can't be reached \(ENOTFOUND\); check the network/],
    ['npm ERR! code ECONNREFUSED', /registry can't be reached/],
    ['18 error code EAI_AGAIN', /registry can't be reached/],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', /isn't trusted.*cafile/],
    ['npm error code E401', /refused access.*npm login/],
    ['npm error code EINTEGRITY', /checksum/],
    ['npm error code EUSAGE\nnpm error `npm ci` can only … in sync\nnpm error Missing: a@1 from lock file', /disagree \(Missing: a@1 from lock file\)/],
    ['npm error code ENOSPC', /disk is full/],
    ['npm error code EWEIRD\nnpm error odd', /npm error odd\nSet-up stopped while installing packages: npm failed/],
  ])('%s', (output, sentence) => expect(explainNpmFailure(output, 'installing packages')).toMatch(sentence))
})

test.each([
  ['18.20.8', false, false],
  ['20.0.0', true, false],
  ['20.19.0', true, true],
  ['21.7.3', true, false],
  ['22.11.0', true, false],
  ['22.12.0', true, true],
  ['24.1.0', true, true],
])('Node %s: set-up %s, its tools %s', (version, product, tools) => {
  expect(isNewEnough(version)).toBe(product)
  if (product) expect(runsTools(version)).toBe(tools)
})
