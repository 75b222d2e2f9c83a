import type { Input } from '../source/input.ts';
import { readLines } from '../source/lines.ts';

/** A made-up file of the given lines. */
export function ndjson(file: string, lines: readonly (string | object)[]): Input {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return { file, lines: () => readLines(chunks(Buffer.from(text))) };
}

/** Odd sizes, so that lines and characters are cut in the middle. */
async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 997) yield bytes.subarray(at, at + 997);
}
