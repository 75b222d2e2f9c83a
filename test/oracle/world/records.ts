import type { Pool } from '@caretrail/db';
import { fillClinic } from '../../../subgraphs/patients/test/clinic.ts';
import { PRACTITIONER } from '../../../subgraphs/patients/test/people.ts';
import { RECORDS } from '../judge/records.ts';

const CODED = `'{"system": "http://snomed.info/sct", "code": "10509002", "display": "Words"}'::jsonb`;
const KEYS = 'custodian, patient, sensitivity, at';

/** Columns of the see class and of the content class, beside the keys; `e` is the visit that the record was made in. */
const OF_VISITS = {
  diagnostic_report: [
    `encounter, month, category, status`,
    `e.id, e.month, 'LAB', 'final'`,
    `effective, code, conclusion, conclusion_codes, performer, results`,
    `d.period_start, ${CODED}, 'Nothing found', jsonb_build_array(${CODED}), '${PRACTITIONER}'::uuid,
      jsonb_build_array('00000009' || substr(e.id::text, 9))`,
  ],
  imaging_study: [
    `encounter, month, status, modality`,
    `e.id, e.month, 'available', 'CT'`,
    `started, study_uid, procedure, description, series, number_of_series, number_of_instances`,
    `d.period_start, '1.2.3', ${CODED}, 'Chest', '[]'::jsonb, 1, 12`,
  ],
  medication_request: [
    `encounter, month, status, intent, category`,
    `e.id, e.month, 'active', 'order', 'outpatient'`,
    `authored_on, medication, requester, reasons, dosage`,
    `d.period_start, ${CODED}, '${PRACTITIONER}'::uuid, jsonb_build_array(${CODED}), '["1 a day"]'::jsonb`,
  ],
} as const;

/** First characters of the ids, as the clinic numbers its kinds. */
const KINDS = { diagnostic_report: 'a', imaging_study: 'b', medication_request: 'c', coverage: 'd' } as const;
const idLike = (table: keyof typeof KINDS, of: string) =>
  `('${KINDS[table]}' || substr(${of}::text, 2))::uuid`;

const CLAIM_KEYS = 'custodian, patient, provider_member, insurer_member, at';

/** The clinic's people, visits, results, decisions and claims, and one of every further kind of record to each. */
export async function fillRecords(admin: Pool): Promise<void> {
  await fillClinic(admin);
  for (const [table, [seen, see, told, tell]] of Object.entries(OF_VISITS)) {
    const id = idLike(table as keyof typeof OF_VISITS, 'e.id');
    await admin.unsafe(`insert into patients.${table} (id, ${KEYS}, ${seen})
      select ${id}, e.custodian, e.patient, e.sensitivity, e.at, ${see} from patients.encounter e`);
    await admin.unsafe(`insert into patients.${table}_detail (${table}, ${KEYS}, ${told})
      select ${id}, e.custodian, e.patient, e.sensitivity, e.at, ${tell}
      from patients.encounter e join patients.encounter_detail d on d.encounter = e.id`);
    await versions(admin, `patients.${table}`, KEYS);
  }
  const id = idLike('coverage', 'id');
  await admin.unsafe(`insert into claims.coverage (id, ${CLAIM_KEYS}, insurer, status, month)
    select ${id}, ${CLAIM_KEYS}, insurer, 'active', month from claims.claim`);
  await admin.unsafe(`insert into claims.coverage_detail
      (coverage, ${CLAIM_KEYS}, type, period_start, subscriber_id, relationship, classes)
    select ${idLike('coverage', 'claim')}, ${CLAIM_KEYS}, ${CODED}, created, 'S-1', 'self', '[]'::jsonb
    from claims.claim_detail`);
  await versions(admin, 'claims.coverage', CLAIM_KEYS);
}

async function versions(admin: Pool, table: string, keys: string): Promise<void> {
  const type = Object.keys(RECORDS).find((name) => RECORDS[name]?.tables[0] === table) ?? '';
  await admin.unsafe(`insert into provenance.version
      (hash, record, type, schema, number, organization, log, activity, agent, recorded_at, parents, leaves,
       subject, ${keys.replace('patient, ', '')})
    select sha256(id::text::bytea), id, '${type}', 1, 1, custodian, 'care/' || custodian, 'import', 'caretrail', now(),
      '{}', '\\x00', patient, ${keys.replace('patient, ', '')} from ${table}`);
}

/** Gives the changes so far their places in the feed, as the worker does. */
export async function placeChanges(admin: Pool): Promise<void> {
  await admin`update provenance.feed set position = id where position is null`;
  await admin`update provenance.feed_head set position = (select max(position) from provenance.feed)`;
}
