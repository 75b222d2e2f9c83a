import type { Input } from '../import/index.ts';
import { readLines } from '../import/source/lines.ts';

/** Resources as an input of the importer; nothing is written to disk. */
export function asInput(file: string, resources: readonly object[]): Input {
  return { file, lines: () => readLines(bytesOf(resources)) };
}

async function* bytesOf(resources: readonly object[]): AsyncGenerator<Uint8Array> {
  for (const resource of resources) yield Buffer.from(`${jsonText(resource)}\n`);
}

/** JavaScript numbers have no scale: an amount is the text `#1.10` until it is written, then the number 1.10. */
function jsonText(resource: object): string {
  return JSON.stringify(resource).replace(/"#(\d+\.\d{2})"/g, '$1');
}
