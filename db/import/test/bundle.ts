import type { Input } from '../index.ts';
import { readDocument } from '../source/documents.ts';

/** A Bundle in memory as an input. */
export function bundle(file: string, type: string, entry: readonly object[]): Input {
  const bytes = Buffer.from(JSON.stringify({ resourceType: 'Bundle', type, entry }));
  return {
    file,
    lines: () =>
      readDocument(async function* () {
        yield bytes;
      }),
  };
}
