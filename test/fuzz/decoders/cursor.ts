import { BadInput, Cursors, PUBLIC_CALLER } from '@caretrail/kit';
import type { Decoder } from '../decoder.ts';

/** A cursor of a list. */
export function open(): Decoder {
  const cursors = new Cursors(new Uint8Array(32), PUBLIC_CALLER, 'Query.patients');
  const seeds = [
    ['a', 'b'],
    ['2020-01-01', 'é'],
  ].map((position) => Buffer.from(cursors.seal(position)));
  return {
    ...{ shape: 'bytes', seeds, refuses: (error) => error instanceof BadInput },
    decode: (input) => cursors.open(Buffer.from(input).toString('latin1'), 2),
  };
}
