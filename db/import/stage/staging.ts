import type { ReservedSql } from 'postgres';
import { REFERRED_NAMES } from '../fhir/mapped.ts';

/**
 * The staging table is temporary: it is this session's alone, is not in the write-ahead log, and is gone when the
 * session ends, however it ends. What a resource refers to stands in columns, as ids inside the source; what of its
 * rows no reference decides stands in `payload`.
 */
export async function createStaging(session: ReservedSql): Promise<void> {
  // Only before the first temporary table of a session; more memory here is less spilled to disk.
  await session`set temp_buffers = '64MB'`;
  // Its indexes are built in what this allows and spill beyond it: an import of any size takes the same.
  await session`set maintenance_work_mem = '16MB'`;
  // One COPY takes as long as the input is; whoever waits for it can end it by the signal.
  await session`set statement_timeout = 0`;
  const referred = REFERRED_NAMES.map((name) => `${name} text`).join(', ');
  await session.unsafe(`
    create temporary table staged (
      ordinal int not null,
      type text not null,
      source_id text not null,
      digest bytea not null,
      file int not null,
      line int not null,
      at timestamptz,
      ${referred},
      medication text,
      aliases json,
      payload json
    )`);
}

/** After the last row: what the versioning statements look rows up by, and figures for the planner. */
export async function indexStaging(session: ReservedSql): Promise<void> {
  await session`create index on staged (type, ordinal)`;
  await session`create index on staged (patient) where type = 'Encounter'`;
  await session`create index on staged (source_id) where type = 'Medication'`;
  await session`analyze staged`;
}

export async function dropStaging(session: ReservedSql): Promise<void> {
  await session`drop table if exists staged`;
  await session`reset statement_timeout`;
  await session`reset maintenance_work_mem`;
}
