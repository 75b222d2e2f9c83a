import type { Statement } from '@caretrail/proof/command';
import { demand } from '../refusal.ts';

/**
 * How far a sequence may be ahead of the last one. Without a limit one statement with the largest number would silence a
 * key for ever: it could neither revoke nor object nor give way.
 */
const SEQUENCE_LEAP = 1_000_000;

/** The sequence of a statement that follows one with `last`; 0 before the first. Refused: `SEQUENCE SEQUENCE_LEAP`. */
export function takeSequence({ sequence }: Statement, last: number): number {
  demand(sequence > last, 'SEQUENCE', `the key’s last statement has sequence ${last}`);
  demand(sequence - last <= SEQUENCE_LEAP, 'SEQUENCE_LEAP', `the next sequence of the key is ${last + 1}`);
  return sequence;
}
