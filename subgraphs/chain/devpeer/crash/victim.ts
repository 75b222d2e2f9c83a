import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { killAtWritePoint } from './write-points.ts';

/**
 * A ledger that writes transactions, one with private values each, and tells each one's number when it is committed.
 * It dies at a write point. At its start it looks that all it ever told is there, once, and sends the envelope that it
 * had not told of again.
 */
const configuration = z.object({
  folder: z.string(),
  /** Numbers that earlier runs told, in order. */
  told: z.array(z.int()),
  killAt: z.int().positive(),
  seed: z.number(),
  transactions: z.int(),
});

const { folder, told, killAt, seed, transactions } = configuration.parse(JSON.parse(process.argv[2] ?? ''));

let state = seed;
/** Mulberry32: a run can be repeated from its seed, and seeds beside each other have nothing in common. */
const random = (): number => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

const tell = (line: string) => writeSync(1, `${line}\n`);
await killAtWritePoint(killAt, random);
const { crashLedger } = await import('./crash-ledger.ts');
const ledger = await crashLedger(join(folder, 'ledger'));
for (const number of told) {
  const problem = ledger.problem(number);
  if (problem) throw new Error(`transaction ${number}: ${problem}`);
}
tell('verified');

// Envelopes are kept before they are sent, as the product's outbox does; this file is no part of what is tried.
const outbox = join(folder, 'outbox.json');
const kept = z
  .array(z.string())
  .catch([])
  .parse(attempt(() => JSON.parse(readFileSync(outbox, 'utf8'))));
for (let number = told.length; number < told.length + transactions; number += 1) {
  const envelope = kept[number] ?? Buffer.from(await ledger.prepare(number)).toString('base64');
  kept[number] = envelope;
  writeFileSync(outbox, JSON.stringify(kept));
  await ledger.commit(Buffer.from(envelope, 'base64'));
  tell(String(number));
}
await ledger.stop();

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
