import { isTable } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { RECORD_TYPES } from '../../records/index.ts';
import * as tables from '../../tables/index.ts';
import { describe } from '../describe.ts';
import type { SubgraphName } from '../role.ts';
import { SUBGRAPHS } from '../role.ts';
import type { TableRights, WrittenRows } from '../table.ts';

/** A policy class of a record type, as far as its rights go. */
interface ClassRights {
  readonly policy: string;
  readonly table: string;
  readonly versionTable: string;
}

const TABLES: ReadonlyMap<string, PgTable> = new Map(
  Object.values(tables)
    .filter((table) => isTable(table) && table instanceof PgTable)
    .map((table) => {
      const { schema, name } = describe(table as PgTable);
      return [`${schema}.${name}`, table as PgTable];
    }),
);

function tableNamed(name: string): PgTable {
  const found = TABLES.get(name);
  if (found === undefined) throw new Error(`A record type names ${name}, which is no table.`);
  return found;
}

/** The subgraph that owns a table: its schema is called after it. */
function ownerOf(table: string): SubgraphName {
  const owner = SUBGRAPHS.find((subgraph) => table.startsWith(`${subgraph}.`));
  if (owner === undefined) throw new Error(`${table} stands in no subgraph's schema.`);
  return owner;
}

/** Callers who make versions of a record themselves: a person, of what they have decided. */
const WRITERS: Readonly<Record<string, string>> = { Consent: 'consent.manage' };

const writtenBy = (
  type: string,
  table: string,
  commands: WrittenRows['commands'],
): Pick<TableRights, 'written'> => {
  const policy = WRITERS[type];
  return policy === undefined ? {} : { written: [{ policy, subgraphs: [ownerOf(table)], commands }] };
};

/** What the relations of a person are made of: they are made anew when one of these records is erased. */
const RELATING: Readonly<Record<string, string>> = {
  'patients.encounter': 'id, custodian, patient, status',
  'patients.encounter_detail': 'encounter, period_start, period_end',
  'claims.claim': 'patient, insurer_member',
  'claims.coverage': 'patient, insurer_member, status',
};

/** What a record says now; a person's own row is called by its id. */
const current = (type: string, { policy, table }: ClassRights, key: string): TableRights => ({
  table: tableNamed(table),
  guarded: [
    { policy, subgraphs: [ownerOf(table)], ...(table === 'patients.patient' ? { patient: 'id' } : {}) },
  ],
  ...writtenBy(type, table, ['insert', 'update']),
  hidden: ['at'],
  erased: key,
  logins: {
    caretrail_import: ['select', 'insert', 'update'],
    ...(RELATING[table] ? { caretrail_worker: [`select (${RELATING[table]})`] } : {}),
  },
});

/** What a record's versions said: never changed, and removed only by erasure. */
const versions = (type: string, { policy, table, versionTable }: ClassRights): TableRights => ({
  table: tableNamed(versionTable),
  guarded: [{ policy, subgraphs: [ownerOf(table)] }],
  ...writtenBy(type, table, ['insert']),
  hidden: ['at'],
  erased: 'record',
  logins: { caretrail_import: ['select', 'insert'] },
});

/** The policy of each class of each record type. A record's versions have the policy of what they are versions of. */
export const RECORD_TABLES: readonly TableRights[] = Object.values(RECORD_TYPES).flatMap(
  ({ type, see, content, contentKey }) => [
    current(type, see, 'id'),
    current(type, content, contentKey),
    ...[see, content].map((of) => versions(type, of)),
  ],
);

const reference = (table: PgTable, subgraphs: readonly SubgraphName[]): TableRights => ({
  table,
  plain: [{ subgraphs, condition: 'true' }],
  logins: { caretrail_import: ['select', 'insert', 'update'] },
});

/** Reference data that is open to everyone. */
export const REFERENCE_TABLES: readonly TableRights[] = [
  reference(tables.organization, ['patients']),
  reference(tables.practitioner, ['patients']),
];
