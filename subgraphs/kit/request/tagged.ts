import { type Parameter, sql } from '../sql/fragment.ts';
import type { Store } from './store.ts';

/** Runs a tagged template in the caller's transaction, as a database's own client does. */
export type Tagged = <Row extends object>(
  text: TemplateStringsArray,
  ...values: readonly Parameter[]
) => Promise<readonly Row[]>;

/** A request's store for what is written for a client of the database: the outbox's calls. */
export const tagged =
  (store: Store): Tagged =>
  (text, ...values) =>
    store.query(sql(text, ...values));
