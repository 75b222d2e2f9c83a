import type { PgTable } from 'drizzle-orm/pg-core';
import type { Login } from '../server/login.ts';
import type { Keys } from './keys.ts';
import type { SubgraphName } from './role.ts';

/** `update (position)` is the right to change that column alone. */
export type Privilege =
  | 'select'
  | 'insert'
  | 'update'
  | 'delete'
  | 'truncate'
  | `select (${string})`
  | `update (${string})`;

/** Rows that a policy of the catalogue guards, for the callers of these subgraphs. */
export interface GuardedRows {
  readonly policy: string;
  readonly subgraphs: readonly SubgraphName[];
  /** Column that names the person; `patient` unless said otherwise. */
  readonly patient?: string;
  /** Conditions for relations that only this table knows. */
  readonly rules?: Readonly<Record<string, string>>;
  /** Further condition that says which rows of the table these are. */
  readonly which?: string;
  /** Columns that name whom an admit of the policy excludes, such as `actor`. */
  readonly excluded?: Readonly<Record<string, string>>;
  /** Key columns of the table that are empty in these rows. */
  readonly without?: readonly (keyof Keys)[];
}

/** Rows that callers of these tiers may read, or write, under a condition of the table's own. */
export interface PlainRows {
  readonly subgraphs: readonly SubgraphName[];
  /** Absent: every tier. */
  readonly tiers?: readonly string[];
  /** Absent: every role of the tiers. */
  readonly roles?: readonly string[];
  readonly condition: string;
}

/**
 * Rows that callers write themselves, under a policy of the catalogue: the row as it is written must be one to which a relation
 * of the policy holds. Consent has no say in what a person or a member may write.
 */
export interface WrittenRows {
  readonly policy: string;
  readonly subgraphs: readonly SubgraphName[];
  readonly commands: readonly ('insert' | 'update' | 'delete')[];
  /** Columns that an update may change; absent: all. */
  readonly columns?: readonly string[];
  /** Column that names the person; `patient` unless said otherwise. */
  readonly patient?: string;
  /** Conditions for relations that only this table knows. */
  readonly rules?: Readonly<Record<string, string>>;
  /** Further condition on the row as it is written. */
  readonly which?: string;
  /** Condition on the row as it stands, of an update; absent: {@link which}. */
  readonly before?: string;
  /** Columns that name whom an admit of the policy excludes. */
  readonly excluded?: Readonly<Record<string, string>>;
}

/** Everything that anybody may do with a table. What is not said here is refused. */
export interface TableRights {
  readonly table: PgTable;
  readonly guarded?: readonly GuardedRows[];
  readonly plain?: readonly PlainRows[];
  readonly written?: readonly WrittenRows[];
  /** Column that names the record, or the person, whose erasure takes the row away; the worker sees it of no other row. */
  readonly erased?: string;
  /** Columns that policies look at and no caller may select. */
  readonly hidden?: readonly string[];
  /** What the processes' logins may do, with every row. */
  readonly logins: Readonly<Partial<Record<Login, readonly Privilege[]>>>;
}
