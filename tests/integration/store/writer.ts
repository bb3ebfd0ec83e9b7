import { Store } from '../../../src/host/store/store'

/** Writes for ever; each number it prints stands for rows that are acknowledged. */
export async function main(path: string, from: string): Promise<void> {
  const { store } = await Store.open(path, 1000)
  for (let n = Number(from); ; n++) {
    store.transaction(() => {
      store.samples.add([{ target: 'stripe', kind: 'stripe', at: n, status: 'ok', code: null, message: '', hint: null, figure: null, value: n, detail: {}, latencyMs: 1 }])
      store.outbox.setTold({ identity: 'stripe', alertedAt: null, alertedSeverity: null, brokeThrough: false, open: null, changes: n })
    })
    store.outbox.enqueue('telegram', { kind: 'alert', title: `alert ${n}`, body: '', severity: 'fail', incident: null, about: [] }, n)
    process.stdout.write(`${n}\n`)
    // Lets the signal in between, too.
    if (n % 7 === 0) await new Promise((next) => setImmediate(next))
  }
}
