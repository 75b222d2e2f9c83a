import type { Pool } from '@caretrail/db';
import { CASE, consentId, organizationId, PEOPLE, PRACTITIONER } from './people.ts';
import { recordClaims, recordClinical, recordConsents, recordObservations, recordPeople } from './records.ts';

const FUTURE = '2099-01-01T00:00:00Z';
const PAST = '2000-01-01T00:00:00Z';

/** Fills an empty database with a few people whose relations to the callers differ. */
export async function fillClinic(admin: Pool): Promise<void> {
  await directory(admin);
  await recordPeople(admin);
  await recordClinical(admin);
  await recordObservations(admin);
  await recordConsents(admin);
  await recordClaims(admin);
  await relations(admin);
  await consents(admin);
}

async function directory(admin: Pool): Promise<void> {
  const members = [
    ['lakeside', 'HospitalMSP', 'hospital'],
    ['northgate', 'HospitalMSP', 'hospital'],
    ['harbor-mutual', 'PayerMSP', 'payer'],
    ['unity-health', 'PayerMSP', 'payer'],
    ['health-authority', 'RegulatorMSP', 'regulator'],
  ] as const;
  for (const [place, [slug, msp, kind]] of members.entries()) {
    const organization = { id: organizationId(place + 1), slug, name: slug, kind, member: slug };
    await admin`insert into patients.organization ${admin(organization)}`;
    await admin`insert into access.member ${admin({ slug, msp, kind, name: slug, organization: organization.id })}`;
  }
  await admin`insert into patients.practitioner ${admin({
    id: PRACTITIONER,
    name: 'Dr. Grace Hopper',
    npi: '1234567890',
    organization: organizationId(1),
  })}`;
}

async function relations(admin: Pool): Promise<void> {
  const { ada, bob, cleo, dan, eve, fay, gil, hal } = PEOPLE;
  const treating = [
    ...[ada, cleo, eve, fay, gil].map((patient) => ({ member: 'lakeside', patient, until: FUTURE })),
    ...[ada, bob, dan].map((patient) => ({ member: 'northgate', patient, until: FUTURE })),
    { member: 'lakeside', patient: hal, until: PAST },
  ];
  const custodian = Object.values(PEOPLE).map((patient) => ({
    member: patient === bob || patient === dan ? 'northgate' : 'lakeside',
    patient,
  }));
  await admin`insert into access.treating ${admin(treating)}`;
  await admin`insert into access.custodian ${admin(custodian)}`;
  await admin`insert into access.insurer ${admin([
    { member: 'harbor-mutual', patient: ada },
    { member: 'unity-health', patient: bob },
  ])}`;
  await admin`insert into access.delegate ${admin(
    Object.values(PEOPLE).map((patient) => ({ subject: patient, patient, until: FUTURE })),
  )}`;
  await admin`insert into access.break_glass ${admin(
    [eve, fay].map((patient) => ({ subject: 'clinician@lakeside', patient, expires: FUTURE })),
  )}`;
  await admin`insert into access.regulatory_case ${admin({
    id: CASE,
    auditor: 'auditor@health-authority',
    reason: 'Complaint',
    opened_at: PAST,
    open_until: FUTURE,
  })}`;
  await admin`insert into access.case_scope ${admin({ case_id: CASE, patient: ada })}`;
}

async function consents(admin: Pool): Promise<void> {
  const provision = (number: number, patient: string, change: object) => ({
    ...{ id: consentId(number), patient, actor: 'lakeside', data_class: null, purpose: null, permit: false },
    ...{ deny_emergency: false, valid_from: PAST, valid_to: FUTURE, data_from: null, data_to: null },
    ...change,
  });
  await admin`insert into access.consent ${admin([
    provision(1, PEOPLE.cleo, { data_class: 'clinical' }),
    provision(2, PEOPLE.dan, {
      permit: true,
      data_class: 'clinical',
      data_from: '2024-01-01T00:00:00Z',
      data_to: '2024-02-15T00:00:00Z',
    }),
    provision(3, PEOPLE.eve, {}),
    provision(4, PEOPLE.fay, { deny_emergency: true }),
    provision(5, PEOPLE.gil, { data_class: 'identity' }),
  ])}`;
}
