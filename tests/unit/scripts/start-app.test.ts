import { describe, expect, test } from 'vitest'
import { explainEarlyEnd, isHarmless } from '../../../scripts/setup/start-app.mjs'

describe("the app's stderr", () => {
  test.each([
    '[4010:1123/040503.361089:ERROR:bus.cc(407)] Failed to connect to the bus: Failed to connect to socket /run/dbus/system_bus_socket: No such file or directory',
    '[4010:1123/040503.361089:ERROR:dbus/object_proxy.cc:590] Failed to call method: org.freedesktop.DBus.NameHasOwner',
    '[4010:1123/040503.361089:ERROR:viz_main_impl.cc(183)] Exiting GPU process due to errors during initialization',
    '[4010:1123/040503.361089:WARNING:vaapi_wrapper.cc(1487)] Skipping nVidia device named: nvidia-drm',
    'libva error: vaGetDriverNames() failed with unknown libva error',
  ])('noise is left out: %s', (line) => expect(isHarmless(line)).toBe(true))

  test.each([
    'Error: settings could not be read',
    '    at openStore (file:///app/out/main/index.js:1:1)',
    '[4010:1123/040503.361089:FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found',
    '[4010:1123/040503.361089:ERROR:CONSOLE(1)] "Uncaught TypeError", source: index.html',
    'dbus: the app says so itself',
    '',
  ])('all else is passed on: %s', (line) => expect(isHarmless(line)).toBe(false))
})

describe('an app that never got going', () => {
  const release = 'ID=debian\nVERSION_CODENAME=bookworm\n'
  test.each([
    ['electron: error while loading shared libraries: libnss3.so: cannot open shared object file', /libnss3\.so is missing.*apt-get install -y libnss3$/],
    ['FATAL: The SUID sandbox helper binary was found, but is not configured correctly.', /user namespaces.*chmod 4755/],
    ['ERROR: Missing X server or $DISPLAY', /can't be opened/],
  ])('is explained in a sentence: %s', (stderr, sentence) => expect(explainEarlyEnd(stderr, release)).toMatch(sentence))

  test('speaks for itself otherwise', () => expect(explainEarlyEnd('Error: our own', release)).toBeUndefined())
})
