import type { Refusal } from '../graph/refusals.ts';
import type { Read } from './cursor.ts';

/** A field that may be refused: then `value` is null and `refusal` says why, whether or not there is a value. */
export interface Shown<T> {
  readonly value: T | null;
  readonly refusal: Refusal | null;
  /** The reader's tier does not have the field at all: it is not shown, not even as a lock. */
  readonly absent: boolean;
}

/** Reads a field together with the refusal that the hub gave for its path. */
export const shown =
  <T>(read: Read<T>): Read<Shown<T>> =>
  (at) => ({
    value: at.value === null || at.value === undefined ? null : read(at),
    refusal: at.refusals.at(at.path),
    absent: at.value === undefined,
  });
