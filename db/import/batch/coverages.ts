import type { Queries } from '../connection.ts';
import type { CoveragePayload } from '../fhir/coverage.ts';
import { lockHeads } from '../write/heads.ts';
import { COVERAGE, NO_PARTIES } from '../write/record-tables.ts';
import { makeVersion } from '../write/version.ts';
import { writeVersions } from '../write/write-versions.ts';
import { distinct, resolved, Sorting, type TakeIn } from './batch.ts';
import { renewInsurers } from './insurers.ts';
import { keptRecords } from './kept-records.ts';

/** A coverage is kept, and stated, by who keeps the person; its insurer is a party from then on. */
export const takeCoverages: TakeIn<CoveragePayload> = async (sql, rows, { members, recordedAt }) => {
  const sorting = new Sorting<CoveragePayload>();
  const [heads, patients] = await Promise.all([
    lockHeads(sql, COVERAGE.see.table, distinct(rows.map((row) => row.known))),
    keptRecords(sql, 'patient', distinct(rows.map((row) => row.patient))),
  ]);
  const versions = sorting.sort(rows, ({ row, record }) => {
    const patient = resolved(row.patient, 'Coverage.beneficiary');
    const custodian = resolved(patients.get(patient)?.custodian ?? null, 'Coverage.beneficiary');
    const payer = members.payer(row.payload.insurer);
    const head = heads.get(record);
    return makeVersion(COVERAGE, {
      ...{ record, number: (head?.number ?? 0) + 1, organization: custodian, activity: 'import', recordedAt },
      parents: head ? [head.hash] : [],
      keys: {
        ...NO_PARTIES,
        ...{ patient, custodian, provider_member: custodian, insurer_member: payer?.slug ?? null },
        ...{ sensitivity: null, at: row.at },
      },
      see: { ...row.payload.see, patient, insurer: payer?.organization ?? null },
      content: row.payload.content,
    });
  });
  await writeVersions(sql, COVERAGE, versions);
  await renewInsurers(sql, distinct(versions.map(({ draft }) => draft.keys.patient)));
  return sorting;
};

interface CoveredBy {
  readonly patient: string;
  readonly insurer: string | null;
  readonly insurer_member: string | null;
}

/** Who pays by the coverages that claims name. */
export async function coveringInsurers(
  sql: Queries,
  coverages: readonly string[],
): Promise<ReadonlyMap<string, CoveredBy>> {
  if (coverages.length === 0) return new Map();
  const rows = await sql<(CoveredBy & { id: string })[]>`
    select id, patient, insurer, insurer_member from claims.coverage where id = any(${[...coverages]}::uuid[])`;
  return new Map(rows.map(({ id, ...covered }) => [id, covered]));
}
