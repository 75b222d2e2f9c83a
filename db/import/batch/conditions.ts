import type { ConditionPayload } from '../fhir/condition.ts';
import { Refusal } from '../refusal.ts';
import { lockHeads } from '../write/heads.ts';
import { CONDITION } from '../write/record-tables.ts';
import { makeVersion } from '../write/version.ts';
import { writeVersions } from '../write/write-versions.ts';
import { distinct, resolved, Sorting, type TakeIn } from './batch.ts';
import { keptRecords } from './kept-records.ts';

/** A condition is kept by who keeps the encounter it was found in, else by who keeps the patient. */
export const takeConditions: TakeIn<ConditionPayload> = async (sql, rows, context) => {
  const sorting = new Sorting<ConditionPayload>();
  const [heads, encounters, patients] = await Promise.all([
    lockHeads(sql, CONDITION.see.table, distinct(rows.map((row) => row.known))),
    keptRecords(sql, 'encounter', distinct(rows.map((row) => row.encounter))),
    keptRecords(sql, 'patient', distinct(rows.map((row) => row.patient))),
  ]);
  const versions = sorting.sort(rows, ({ row, record }) => {
    const patient = resolved(row.patient, 'Condition.subject');
    const encounter = sorting.optional(row.encounter_key, row.encounter);
    const found = encounter === null ? null : encounters.get(encounter);
    if (found && found.patient !== patient)
      throw new Refusal('INCONSISTENT_REFERENCE', 'Condition.encounter');
    const keeper = found?.custodian ?? patients.get(patient)?.custodian ?? null;
    const custodian = resolved(keeper, 'Condition.subject');
    const { see, content } = row.payload;
    const head = heads.get(record);
    return makeVersion(CONDITION, {
      record,
      number: (head?.number ?? 0) + 1,
      organization: custodian,
      activity: 'import',
      recordedAt: context.recordedAt,
      parents: head ? [head.hash] : [],
      keys: {
        ...{ patient, custodian, provider_member: null, insurer_member: null },
        ...{ sensitivity: see.sensitivity, at: row.at },
      },
      see: { ...see, patient, encounter },
      content,
    });
  });
  await writeVersions(sql, CONDITION, versions);
  return sorting;
};
