import { readFileSync } from 'node:fs'
import { openBook } from '../../../src/host/costs/open-book'

/** Says so once it is open, and reads until it is killed. */
const [logs, database] = process.argv.slice(2)
const prices = JSON.parse(readFileSync('resources/prices.json', 'utf8'))
process.stdout.write('open\n')
for (;;) {
  const book = await openBook({ database: database!, sources: [{ folder: logs! }], prices, zone: 'UTC', scripts: null })
  await book.refresh()
  await book.close()
}
