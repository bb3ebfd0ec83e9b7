import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { InstanceLock, readInstance, removeInstance, writeInstance } from '../../../src/host/instance'
import { startModule } from '../child'
import { freshFolder } from '../support'

describe('the lock of a data folder', () => {
  it('is one process’s until that ends, however it ends', async () => {
    const folder = join(freshFolder(), 'data')
    const first = startModule('host/lock-holder.ts', folder)
    await first.says('held')
    expect(await InstanceLock.take(folder)).toBeNull()
    const second = startModule('host/lock-holder.ts', folder)
    await second.says('refused')
    expect(await second.ended).toBe(0)

    expect(await first.end('SIGKILL')).toBe('SIGKILL')
    const mine = await InstanceLock.take(folder)
    expect(mine).not.toBeNull()
    mine?.release()
    const third = startModule('host/lock-holder.ts', folder)
    await third.says('held')
  })

  it('released is free at once', async () => {
    const folder = freshFolder()
    for (let i = 0; i < 3; i++) {
      const lock = await InstanceLock.take(folder)
      expect(lock).not.toBeNull()
      lock?.release()
    }
  })

  it('whose file is damaged keeps nobody out', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'lock.db'), 'garbage '.repeat(1000))
    const lock = await InstanceLock.take(folder)
    expect(lock).not.toBeNull()
    expect(await InstanceLock.take(folder)).toBeNull()
    lock?.release()
    expect(existsSync(join(folder, 'lock.db.damaged'))).toBe(true)
  })

  it('can’t be taken where no folder can be, which is no other instance', async () => {
    const file = join(freshFolder(), 'file')
    writeFileSync(file, '')
    await expect(InstanceLock.take(file)).rejects.toThrow(/EEXIST|ENOTDIR/)
  })
})

describe('instance.json', () => {
  it('names who is there, and goes with them', () => {
    const path = join(freshFolder(), 'data', 'instance.json')
    expect(readInstance(path)).toBeNull()
    const instance = { pid: 1, kind: 'agent' as const, version: '0.1.0', startedAt: '2026-11-23T12:00:00.000Z', api: 'http://127.0.0.1:5000' }
    writeInstance(path, instance)
    expect(readInstance(path)).toEqual(instance)
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 20))
    expect(readInstance(path)).toBeNull()
    removeInstance(path)
    removeInstance(path)
    expect(existsSync(path)).toBe(false)
  })
})
