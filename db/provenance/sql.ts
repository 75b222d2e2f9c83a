/** What a reading statement takes as a parameter: lists are of text, and cast where they are used. */
export type ReadValue = string | number | boolean | null | readonly string[];

/** What a postgres.js tagged template takes as a parameter here. */
export type SqlValue = string | number | boolean | Date | Uint8Array | null | readonly SqlValue[];

/** Runs reading statements; a caller's session, a transaction or a pool. */
export type Reader = <Row extends object>(
  text: TemplateStringsArray,
  ...values: readonly ReadValue[]
) => PromiseLike<readonly Row[]>;

/** Anything that runs a postgres.js tagged template: a pool or a transaction. */
export type Sql = <Row extends object>(
  text: TemplateStringsArray,
  ...values: readonly SqlValue[]
) => PromiseLike<readonly Row[]>;

/** A connection pool that also runs transactions, as postgres.js gives one. */
export type Pool = Sql & { begin<Result>(work: (sql: Sql) => Promise<Result>): PromiseLike<Result> };
