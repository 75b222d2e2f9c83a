import type { ReservedSql } from 'postgres';
import { ImportError } from './import-error.ts';

/** One number for the importer, in PostgreSQL's space of advisory locks. */
const IMPORT_LOCK = 0x696d706f;

/**
 * Makes this session the only importer, until it ends or unlocks: a lock of the session, gone with it after a crash.
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
}

export async function unlockImport(session: ReservedSql): Promise<void> {
  await session`select pg_advisory_unlock(${IMPORT_LOCK})`;
}
