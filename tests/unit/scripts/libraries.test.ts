import { describe, expect, test } from 'vitest'
import { aptProgress, explainAptFailure, missingIn, packagesFor } from '../../../scripts/setup/libraries.mjs'

const bookworm = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_CODENAME=bookworm\n'
const trixie = 'ID=debian\nVERSION_CODENAME=trixie\n'
const mint = 'ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_CODENAME=wilma\nUBUNTU_CODENAME=noble\n'

test('what ldd did not find, each once', () => {
  const output = [
    '\tlinux-vdso.so.1 (0x00007ffd)',
    '\tlibffmpeg.so => /app/libffmpeg.so (0x00007f)',
    '\tlibnss3.so => not found',
    '\tlibgtk-3.so.0 => not found',
    '\tlibnss3.so => not found',
  ].join('\n')
  expect(missingIn(output)).toEqual(['libnss3.so', 'libgtk-3.so.0'])
})

describe('the packages that bring them', () => {
  test.each([
    ['a bare Debian 12', ['libglib-2.0.so.0', 'libnspr4.so', 'libgtk-3.so.0', 'libdrm.so.2', 'libasound.so.2'], bookworm, ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2']],
    ['Debian 13, with new names', ['libgtk-3.so.0', 'libnss3.so', 'libasound.so.2'], trixie, ['libgtk-3-0t64', 'libnss3', 'libasound2t64']],
    ['a kin of Ubuntu 24.04', ['libasound.so.2'], mint, ['libasound2t64']],
    ['one that we do not know', ['libmystery.so.1'], bookworm, []],
  ])('%s', (_where, libraries, release, packages) => {
    expect(packagesFor(libraries, release)).toEqual(packages)
  })
})

describe('why apt-get failed, with the remedy', () => {
  test.each([
    ["W: Failed to fetch http://deb/InRelease  Temporary failure resolving 'deb'\nE: Unable to locate package xvfb", /mirrors can't be reached/],
    ['E: Unable to locate package xvfb', /knows no such package/],
    ['E: Failed to fetch http://deb/x.deb  Connection timed out', /mirrors can't be reached/],
    ['E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 1', /another program is installing/],
    ['dpkg: error: failed to write: No space left on device', /disk is full/],
    ['E: something new', /E: something new\nSet-up stopped.*apt-get install -y xvfb/s],
  ])('%s', (output, sentence) => {
    expect(explainAptFailure(output, ['xvfb'])).toMatch(sentence)
  })
})

test('progress counts each package twice: unpacked, set up', () => {
  const told: string[] = []
  const onLine = aptProgress({ update: (text: string) => void told.push(text), done() {}, cancel() {} })
  for (const line of ['0 upgraded, 2 newly installed, 0 to remove.', 'Unpacking a (1) ...', 'Unpacking b (1) ...', 'Setting up a (1) ...', 'Setting up b (1) ...']) onLine(line)
  expect(told).toEqual(['25 %', '50 %', '75 %', '99 %'])
})
