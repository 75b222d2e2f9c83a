import type { Reader } from '../provenance/sql.ts';

/** Whoever changes what a person has decided waits here until the others have ended, the worker too. */
export const lockPerson = async (sql: Reader, patient: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`decisions/${patient}`}, 0))`;
};
