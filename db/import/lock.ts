import type { ReservedSql } from 'postgres';
import type { Queries } from './connection.ts';
import { ImportError } from './import-error.ts';

/** One number for the importer, in PostgreSQL's space of advisory locks. */
const IMPORT_LOCK = 0x696d706f;
/** Imports share it; who erases has it alone. */
const WRITING_LOCK = 0x77726974;

/**
 * Makes this session the only importer, until it ends or unlocks: a lock of the session, gone with it after a crash. An erasure
 * under way is waited for.
 *
 * @throws ImportError ALREADY_RUNNING
 */
export async function lockImport(session: ReservedSql): Promise<void> {
  const [row] = await session<{ locked: boolean }[]>`select pg_try_advisory_lock(${IMPORT_LOCK}) as locked`;
  if (row?.locked !== true) {
    throw new ImportError(
      'ALREADY_RUNNING',
      'Another import is running on this database: wait until it has ended.',
    );
  }
  await session`select pg_advisory_lock_shared(${WRITING_LOCK})`;
}

export async function unlockImport(session: ReservedSql): Promise<void> {
  await session`select pg_advisory_unlock_shared(${WRITING_LOCK}), pg_advisory_unlock(${IMPORT_LOCK})`;
}

/** Keeps imports out until the transaction ends; false, without waiting, while one runs. */
export async function excludeImports(transaction: Queries): Promise<boolean> {
  const [row] = await transaction<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(${WRITING_LOCK}) as locked`;
  return row?.locked === true;
}
