import type { PatientPayload } from '../fhir/patient.ts';
import { lockHeads } from '../write/heads.ts';
import { insertRows } from '../write/insert.ts';
import { NO_PARTIES, PATIENT } from '../write/record-tables.ts';
import { makeVersion } from '../write/version.ts';
import { writeVersions } from '../write/write-versions.ts';
import { distinct, Sorting, type TakeIn } from './batch.ts';
import { keepersOf } from './keepers.ts';

export const takePatients: TakeIn<PatientPayload> = async (sql, rows, context) => {
  const sorting = new Sorting<PatientPayload>();
  const heads = await lockHeads(sql, PATIENT.see.table, distinct(rows.map((row) => row.known)));
  const keeperOf = await keepersOf(sql, rows, context);
  const versions = sorting.sort(rows, ({ row, record }) => {
    const head = heads.get(record);
    const custodian = keeperOf(row);
    return makeVersion(PATIENT, {
      record,
      number: (head?.number ?? 0) + 1,
      organization: custodian,
      activity: 'import',
      recordedAt: context.recordedAt,
      parents: head ? [head.hash] : [],
      keys: {
        ...NO_PARTIES,
        ...{ patient: record, custodian, sensitivity: null, at: null },
      },
      ...row.payload,
    });
  });
  const facts = versions.map(({ draft }) => ({ member: draft.keys.custodian, patient: draft.record }));
  // Each person stands for themselves, without end.
  const selves = facts.map(({ patient }) => ({ subject: patient, patient, until: 'infinity' }));
  await Promise.all([
    writeVersions(sql, PATIENT, versions),
    insertRows(sql, 'access.custodian', facts, ['member', 'patient']),
    insertRows(sql, 'access.delegate', selves, ['subject', 'patient']),
  ]);
  return sorting;
};
