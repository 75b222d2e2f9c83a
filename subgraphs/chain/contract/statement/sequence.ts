import { SEQUENCE_LEAP, type Statement } from '@caretrail/proof/command';
import { demand } from '../refusal.ts';

/** The sequence of a statement that follows one with `last`; 0 before the first. Refused: `SEQUENCE SEQUENCE_LEAP`. */
export function takeSequence({ sequence }: Statement, last: number): number {
  demand(sequence > last, 'SEQUENCE', `the key’s last statement has sequence ${last}`);
  demand(sequence - last <= SEQUENCE_LEAP, 'SEQUENCE_LEAP', `the next sequence of the key is ${last + 1}`);
  return sequence;
}
