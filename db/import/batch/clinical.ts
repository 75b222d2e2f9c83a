import type { Sensitivity } from '../../records/index.ts';
import type { Queries } from '../connection.ts';
import { Refusal } from '../refusal.ts';
import { lockHeads } from '../write/heads.ts';
import { NO_PARTIES, type RecordTables } from '../write/record-tables.ts';
import { makeVersion } from '../write/version.ts';
import { writeVersions } from '../write/write-versions.ts';
import { type BatchContext, distinct, resolved, Sorting, type TakeIn } from './batch.ts';
import { keptRecords } from './kept-records.ts';
import type { StagedRow } from './staged-row.ts';

/** What a clinical resource says of its see class: all but whose it is and in which visit it was made. */
interface ClinicalPayload<See, Content> {
  readonly see: Omit<See, 'patient' | 'encounter'>;
  readonly content: Content;
}

interface ClinicalSee {
  readonly patient: string;
  readonly encounter: string | null;
  readonly sensitivity: Sensitivity;
}

/** Completes a row's content by what other records say; looked up for a batch at once. */
type Complete<Payload, Content> = (
  sql: Queries,
  rows: readonly StagedRow<Payload>[],
  context: BatchContext,
) => Promise<(row: StagedRow<Payload>, sorting: Sorting<Payload>) => Partial<Content>>;

/**
 * Takes in a clinical record type. A record is kept by who keeps the encounter it was made in, else by who keeps the patient.
 */
export function takeClinical<
  See extends ClinicalSee,
  Content,
  Payload extends ClinicalPayload<See, Partial<Content>>,
>(
  tables: RecordTables<See, Content>,
  complete: Complete<Payload, Content> = async () => () => ({}),
): TakeIn<Payload> {
  const { type } = tables;
  return async (sql, rows, context) => {
    const sorting = new Sorting<Payload>();
    const [heads, encounters, patients, completed] = await Promise.all([
      lockHeads(sql, tables.see.table, distinct(rows.map((row) => row.known))),
      keptRecords(sql, 'encounter', distinct(rows.map((row) => row.encounter))),
      keptRecords(sql, 'patient', distinct(rows.map((row) => row.patient))),
      complete(sql, rows, context),
    ]);
    const versions = sorting.sort(rows, ({ row, record }) => {
      const patient = resolved(row.patient, `${type}.subject`);
      const encounter = sorting.optional(row.encounter_key, row.encounter);
      const visit = encounter === null ? null : encounters.get(encounter);
      if (visit && visit.patient !== patient)
        throw new Refusal('INCONSISTENT_REFERENCE', `${type}.encounter`);
      const keeper = visit?.custodian ?? patients.get(patient)?.custodian ?? null;
      const custodian = resolved(keeper, `${type}.subject`);
      const see = { ...row.payload.see, patient, encounter } as See;
      const content = { ...row.payload.content, ...completed(row, sorting) } as Content;
      const head = heads.get(record);
      return makeVersion(tables, {
        ...{ record, number: (head?.number ?? 0) + 1, organization: custodian, activity: 'import' },
        recordedAt: context.recordedAt,
        parents: head ? [head.hash] : [],
        keys: { ...NO_PARTIES, patient, custodian, sensitivity: see.sensitivity, at: row.at },
        ...{ see, content },
      });
    });
    await writeVersions(sql, tables, versions);
    return sorting;
  };
}

/** For a type whose one optional practitioner stands in this column. */
export const withPractitioner =
  <Name extends string>(column: Name) =>
  async () =>
  <Payload>(row: StagedRow<Payload>, sorting: Sorting<Payload>) =>
    ({ [column]: sorting.optional(row.practitioner_key, row.practitioner) }) as Record<Name, string | null>;
