import type { Fragment } from '../sql/fragment.ts';
import type { ReadEvent } from './reads.ts';

/** One request's hold on the database: one transaction, as the caller, that begins with its first statement. */
export interface Store {
  /** Rows as the statement names their columns; the caller of this function knows their types. */
  query<Row extends object>(statement: Fragment): Promise<readonly Row[]>;
  /** Writes the access events, where anyone's data was read or sought, and makes them durable. */
  commit(events: readonly ReadEvent[]): Promise<void>;
  rollback(): Promise<void>;
}
