/** What a postgres.js tagged template takes as a parameter here. */
export type SqlValue = string | number | boolean | bigint | Date | Uint8Array | null | readonly SqlValue[];

/** Anything that runs a postgres.js tagged template: a pool, a transaction, or a caller's session. */
export type Sql = <Rows extends readonly object[]>(
  text: TemplateStringsArray,
  ...values: readonly SqlValue[]
) => PromiseLike<Rows>;
