import { patientSelf, staff } from '../admit.ts';
import { policy } from '../policy.ts';

/** Changes to records that the custodian answers for. */
export const CHANGE = [
  policy({
    id: 'intake.write',
    title: 'Take records in',
    why: 'The custodian’s registrar answers for what enters its records.',
    resources: ['Patient'],
    admits: [staff('registrar', ['PATADMIN'], ['custodian'])],
  }),
  policy({
    id: 'export.custodian',
    title: 'Export what the organization keeps',
    why: 'A bulk export is a rare act of the custodian that asks for a fresh sign-in.',
    resources: ['Patient'],
    admits: [staff('registrar', ['PATADMIN'], ['custodian'], { stepUp: true })],
  }),
  policy({
    id: 'export.fetch',
    title: 'Fetch what one has had exported',
    why: 'The relation to each person is asked once more when a file leaves, and that it leaves is on record for each of them.',
    resources: ['Patient'],
    admits: [patientSelf, staff('registrar', ['PATADMIN'], ['custodian'])],
  }),
  policy({
    id: 'record.correct',
    title: 'Correct a record',
    why: 'A correction is a new version that points to what it corrects; the custodian answers for it.',
    resources: ['Patient'],
    admits: [staff('registrar', ['PATADMIN'], ['custodian'])],
  }),
  policy({
    id: 'record.erase',
    title: 'Erase a record’s values',
    why: 'Erasure cannot be undone, so it asks for a fresh sign-in.',
    resources: ['Patient'],
    admits: [staff('registrar', ['PATADMIN'], ['custodian'], { stepUp: true })],
  }),
  policy({
    id: 'erasure.read',
    title: 'What was erased, when and why',
    why: 'The person, who answers for the record and who oversees it may know that it was erased; what it said is gone for all of them.',
    resources: ['Patient'],
    admits: [
      patientSelf,
      staff('registrar', ['PATADMIN'], ['custodian']),
      staff('privacy_officer', ['HCOMPL'], ['custodian']),
      staff('auditor', ['HCOMPL'], ['case']),
    ],
  }),
  policy({
    id: 'upload.propose',
    title: 'Propose an upload to a person’s record',
    why: 'Who treats the person may propose; it becomes readable only when somebody else confirms.',
    resources: ['Patient'],
    admits: [staff('clinician', ['TREAT'], ['treating'])],
  }),
  policy({
    id: 'upload.confirm',
    title: 'Confirm an upload',
    why: 'Two different authenticated parties stand behind each upload.',
    resources: ['Patient'],
    admits: [patientSelf, staff('registrar', ['PATADMIN'], ['custodian'], { never: ['proposer'] })],
  }),
] as const;
