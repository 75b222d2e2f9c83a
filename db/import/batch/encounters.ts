import type { Queries } from '../connection.ts';
import type { EncounterPayload } from '../fhir/encounter.ts';
import { lockHeads } from '../write/heads.ts';
import { ENCOUNTER, NO_PARTIES } from '../write/record-tables.ts';
import { makeVersion } from '../write/version.ts';
import { writeVersions } from '../write/write-versions.ts';
import { distinct, resolved, Sorting, type TakeIn } from './batch.ts';
import { renewTreating } from './treating.ts';

export const takeEncounters: TakeIn<EncounterPayload> = async (sql, rows, context) => {
  const sorting = new Sorting<EncounterPayload>();
  const [heads, operators] = await Promise.all([
    lockHeads(sql, ENCOUNTER.see.table, distinct(rows.map((row) => row.known))),
    operatorsOf(sql, distinct(rows.map((row) => row.organization))),
  ]);
  const versions = sorting.sort(rows, ({ row, record }) => {
    const patient = resolved(row.patient, 'Encounter.subject');
    const organization = resolved(row.organization, 'Encounter.serviceProvider');
    const custodian = resolved(operators.get(organization) ?? null, 'Encounter.serviceProvider');
    const practitioner = sorting.optional(row.practitioner_key, row.practitioner);
    const { see, content } = row.payload;
    const head = heads.get(record);
    return makeVersion(ENCOUNTER, {
      record,
      number: (head?.number ?? 0) + 1,
      organization: custodian,
      activity: 'import',
      recordedAt: context.recordedAt,
      parents: head ? [head.hash] : [],
      keys: {
        ...NO_PARTIES,
        ...{ patient, custodian, sensitivity: see.sensitivity, at: row.at },
      },
      see: { ...see, patient, organization },
      content: { ...content, practitioner },
    });
  });
  await writeVersions(sql, ENCOUNTER, versions);
  await renewTreating(sql, distinct(versions.map(({ draft }) => draft.keys.patient)), context.treatingDays);
  return sorting;
};

/** The members that operate these organizations. */
export async function operatorsOf(
  sql: Queries,
  organizations: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ organization: string; member: string }[]>`
    select organization, member from access.operates where organization = any(${[...organizations]}::uuid[])`;
  return new Map(rows.map(({ organization, member }) => [organization, member]));
}
