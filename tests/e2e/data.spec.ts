import { expect, test } from '@playwright/test'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drop, freshFolder, launch, type Running } from './console'

let running: Running
let elsewhere: string
const canary = 'canary-4b1d7c20-planted'

test.beforeAll(async () => {
  elsewhere = freshFolder()
  running = await launch()
})
test.afterAll(async () => {
  drop(running.dataDir)
  drop(elsewhere)
})

async function openData(): Promise<void> {
  await running.page.locator('body').press('Escape')
  await running.page.getByTestId('nav-settings').click()
  await running.page.getByTestId('data-backups').scrollIntoViewIfNeeded()
}

/** Dialogs of the desktop are answered by this file. */
const answerDialogs = (file: string): Promise<void> =>
  running.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)

const part = (id: string) => running.page.getByTestId(id)

test('what is kept is told by kind', async () => {
  await openData()
  await expect(part('room-samples')).toContainText('Looks, one by one')
  await expect(part('room-logs')).toContainText(/\d+ files?/)
})

test('a backup is made by a button, and stands in the list', async () => {
  await openData()
  await part('back-up').click()
  await expect(part('data-backups')).toContainText('Written to')
  await expect(part('backup')).toHaveCount(1)
  expect(readdirSync(join(running.dataDir, 'backups'))).toEqual([expect.stringMatching(/^echopilot-backup-.*\.tar\.gz$/)])
})

test('rows are exported where the user says', async () => {
  await openData()
  const file = join(elsewhere, 'looks.csv')
  await answerDialogs(file)
  await part('export-rows').click()
  await expect(part('data-export')).toContainText(/rows? written to/)
  expect(readFileSync(file, 'utf8')).toMatch(/^time,target,status,code,latency_ms,value\r\n.*disk_ok/)
})

test('a file that is no backup is refused in words, and nothing is touched', async () => {
  await openData()
  const file = join(elsewhere, 'not-a-backup.tar.gz')
  writeFileSync(file, 'hello')
  await answerDialogs(file)
  await part('restore-file').click()
  await expect(part('data-backups').getByRole('alert')).toContainText('isn’t a backup of this console')
  expect(existsSync(join(running.dataDir, 'restore'))).toBe(false)
})

test('freeing space says first what goes', async () => {
  writeFileSync(join(running.dataDir, 'console.db.damaged-1'), 'x'.repeat(2000))
  await openData()
  await part('free-now').click()
  await expect(part('free-plan')).toContainText('1 file (2.0 kB)')
  await expect(part('free-plan')).toContainText('can’t be undone')
  await part('free-plan').getByRole('button', { name: 'Free space' }).click()
  await expect(part('data-room')).toContainText('1 file removed')
  expect(existsSync(join(running.dataDir, 'console.db.damaged-1'))).toBe(false)
})

test('a report is seen whole before it is saved, and holds no secret', async () => {
  writeFileSync(join(running.dataDir, 'logs', 'console.log'), `${JSON.stringify({ ts: new Date().toISOString(), event: 'bug', where: 'test', error: `Bearer ${canary}` })}\n`, { flag: 'a' })
  await running.page.getByTestId('nav-settings').click()
  await part('make-report').click()
  await expect(part('report-text')).toHaveValue(/EchoPilot Console report[\s\S]*Settings/)
  const shown = await part('report-text').inputValue()
  expect(shown).toContain('Bearer …')
  expect(shown).not.toContain(canary)
  const file = join(elsewhere, 'report.txt')
  await answerDialogs(file)
  await part('save-report').click()
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toBe(shown)
})

test('a backup is looked at, restored, and the console starts anew with it', async () => {
  const { page, dataDir, app } = running
  await openData()
  await page.getByTestId('theme-dark').click()
  const settings = join(dataDir, 'settings.json')
  // It is made by the first change.
  await expect.poll(() => existsSync(settings) && readFileSync(settings, 'utf8')).toContain('"dark"')
  await part('backup').last().getByRole('button', { name: /Restore/ }).click()
  await expect(part('restore-preview')).toContainText('appearance.theme')
  await expect(part('restore-preview')).toContainText('Credentials stay as they are'.toLowerCase())
  // The new process would be nobody’s; this test starts it itself.
  await app.evaluate(({ app: electron }) => (electron.relaunch = () => {}))
  const ended = new Promise((done) => app.process().once('exit', done))
  await part('do-restore').click()
  await ended
  expect(existsSync(join(dataDir, 'restore', 'commit.json'))).toBe(true)
  running = await launch({ dataDir })
  expect(existsSync(join(dataDir, 'restore'))).toBe(false)
  expect(JSON.parse(readFileSync(settings, 'utf8'))).not.toHaveProperty('appearance.theme', 'dark')
  await expect(running.page.getByText(/Everything is as the backup of/)).toBeVisible()
  await openData()
  await expect(part('backup').first()).toContainText('before a restore')
  await running.quit()
})
