import type { Batch } from '../../core/costs/batch'
import { batchBytes, newReader } from './reading/read'

/** Reads a stream to its end, a batch at a time. Its last line needs no end: nothing will follow. */
export async function readStream(stream: AsyncIterable<Uint8Array>, onBatch: (batch: Batch) => void): Promise<void> {
  const reader = newReader()
  reader.begin(1, {})
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length; ) {
      const room = reader.room()
      const part = chunk.subarray(at, at + room.length)
      room.set(part)
      reader.wrote(part.length)
      at += part.length
    }
    if (reader.bytes >= batchBytes) onBatch(reader.finish())
  }
  reader.takeTorn()
  onBatch(reader.finish())
}
