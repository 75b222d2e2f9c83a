import { randomUUID } from 'node:crypto';
import type { ConsentActor } from '../../records/index.ts';
import type { Queries } from '../connection.ts';
import { granteesOf, type ProvisionRow, provisionRows } from '../consent/provision-rows.ts';
import type { ActorSource, ConsentPayload, ProvisionSource } from '../fhir/consent.ts';
import { lockHeads } from '../write/heads.ts';
import { insertRows } from '../write/insert.ts';
import { CONSENT, NO_PARTIES } from '../write/record-tables.ts';
import { makeVersion } from '../write/version.ts';
import { writeVersions } from '../write/write-versions.ts';
import { distinct, resolved, Sorting, type TakeIn } from './batch.ts';
import { operatorsOf } from './encounters.ts';
import { keptRecords } from './kept-records.ts';
import { sourceRecords } from './source-records.ts';
import type { StagedRow } from './staged-row.ts';

/**
 * A person's decision is a record, kept by who keeps the person, and while it is active it decides: its provisions replace
 * those that an earlier version of it stated.
 */
export const takeConsents: TakeIn<ConsentPayload> = async (sql, rows, { members, recordedAt }) => {
  const sorting = new Sorting<ConsentPayload>();
  const [heads, patients, actors] = await Promise.all([
    lockHeads(sql, CONSENT.see.table, distinct(rows.map((row) => row.known))),
    keptRecords(sql, 'patient', distinct(rows.map((row) => row.patient))),
    readActors(sql, members.source, rows),
  ]);
  const decisions: (ProvisionRow & { id: string; record: string; patient: string })[] = [];
  const versions = sorting.sort(rows, ({ row, record }) => {
    const { see, content, provisions } = row.payload;
    const patient = resolved(row.patient, 'Consent.patient');
    const custodian = resolved(patients.get(patient)?.custodian ?? null, 'Consent.patient');
    const organization = sorting.optional(row.organization_key, row.organization);
    const effective = see.status === 'active' ? effectOf(provisions, content.date_time, actors) : [];
    const head = heads.get(record);
    const version = makeVersion(CONSENT, {
      ...{ record, number: (head?.number ?? 0) + 1, organization: custodian, activity: 'import', recordedAt },
      parents: head ? [head.hash] : [],
      keys: {
        ...{ ...NO_PARTIES, patient, custodian, grantees: granteesOf(effective) },
        ...{ sensitivity: null, at: row.at },
      },
      see: { ...see, patient, organization },
      content: { ...content, provisions: provisions.map((provision) => stated(provision, actors)) },
    });
    decisions.push(...effective.map((decision) => ({ id: randomUUID(), record, patient, ...decision })));
    return version;
  });
  await writeVersions(sql, CONSENT, versions);
  const records = versions.map(({ draft }) => draft.record);
  await sql`delete from access.consent where record = any(${records}::uuid[])`;
  await insertRows(sql, 'access.consent', decisions);
  return sorting;
};

/** The organizations and practitioners that provisions name, and the members that operate the organizations. */
interface Actors {
  readonly organizations: ReadonlyMap<string, string>;
  readonly practitioners: ReadonlyMap<string, string>;
  readonly operators: ReadonlyMap<string, string>;
}

async function readActors(
  sql: Queries,
  source: string,
  rows: readonly StagedRow<ConsentPayload>[],
): Promise<Actors> {
  const named = rows.flatMap((row) => row.payload.provisions.flatMap(({ actors }) => actors));
  const [organizations, practitioners] = await Promise.all([
    sourceRecords(sql, source, 'Organization', distinct(named.map(({ organization }) => organization))),
    sourceRecords(sql, source, 'Practitioner', distinct(named.map(({ practitioner }) => practitioner))),
  ]);
  const operators = await operatorsOf(sql, distinct([...organizations.values()]));
  return { organizations, practitioners, operators };
}

function recordOf(
  { organization, practitioner }: ActorSource,
  { organizations, practitioners }: Actors,
): Omit<ConsentActor, 'role'> {
  return {
    organization: organizations.get(organization ?? '') ?? null,
    practitioner: practitioners.get(practitioner ?? '') ?? null,
  };
}

function stated({ narrower: _, actors, ...provision }: ProvisionSource, known: Actors) {
  return { ...provision, actors: actors.map((actor) => ({ role: actor.role, ...recordOf(actor, known) })) };
}

/** A practitioner is nobody whom a token names: only organizations are told. */
function effectOf(
  provisions: readonly ProvisionSource[],
  decidedAt: string | null,
  known: Actors,
): readonly ProvisionRow[] {
  const told = provisions.map(({ actors, ...provision }) => ({
    ...provision,
    actors: actors.map((actor) => known.operators.get(recordOf(actor, known).organization ?? '') ?? null),
  }));
  return provisionRows(told, decidedAt);
}
