import { describe, expect, it } from 'vitest'
import { reachOf } from '../../../src/core/reach'

describe('whether a host is reached over the internet', () => {
  it.each([
    'localhost', 'LOCALHOST', 'localhost.', 'api.localhost', 'nas', 'printer.local', 'router.lan', 'db.internal', 'nas.home.arpa', 'box.home',
    '127.0.0.1', '127.8.9.1', '10.0.0.7', '192.168.1.1', '169.254.10.1', '172.16.0.1', '172.31.255.1', '0.0.0.0',
    '::1', '[::1]', '::', 'fe80::1%eth0', '[fd12:3456::1]', 'fc00::1', 'febf::1', '::ffff:192.168.1.1', ' nas ',
  ])('%s is near', (host) => {
    expect(reachOf(host)).toBe('local')
  })

  it.each([
    'example.com', 'api.stripe.com', 'localhost.example.com', 'my-local.com', 'notlocal.lan.example.com', '10.example.com', '127.0.0.1.example.com',
    '8.8.8.8', '172.15.0.1', '172.32.0.1', '192.169.0.1', '100.64.0.1', '11.0.0.1',
    '2001:db8::1', '[2606:4700::1111]', '::1234', 'fec0::1', '::ffff:8.8.8.8',
  ])('%s is far', (host) => {
    expect(reachOf(host)).toBe('remote')
  })
})
