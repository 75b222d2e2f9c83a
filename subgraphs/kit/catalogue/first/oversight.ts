import { patientSelf, staff } from '../admit.ts';
import { policy } from '../policy.ts';

export const OVERSIGHT = [
  policy({
    id: 'accesslog.read',
    title: 'Who has looked',
    why: 'A person may know who read their records; the custodian’s privacy officer and a regulator with a case must be able to check.',
    resources: ['AuditEvent'],
    admits: [
      patientSelf,
      staff('privacy_officer', ['HCOMPL'], ['custodian']),
      staff('auditor', ['HCOMPL'], ['case']),
    ],
  }),
  policy({
    id: 'lineage.read',
    title: 'Where a record comes from and where it went',
    why: 'Each party that may see a record may ask how it came to be; every node of the answer is checked on its own.',
    resources: ['Provenance'],
    admits: [
      patientSelf,
      staff('clinician', ['TREAT'], ['treating']),
      staff('privacy_officer', ['HCOMPL'], ['custodian']),
      staff('adjudicator', ['HPAYMT'], ['insurer']),
      staff('auditor', ['HCOMPL'], ['case']),
    ],
  }),
  policy({
    id: 'breakglass.open',
    title: 'Open a record in an emergency',
    why: 'Life comes before paperwork, for four hours, one patient, a stated reason and a fresh sign-in.',
    resources: ['Patient'],
    admits: [staff('clinician', ['ETREAT'], [], { stepUp: true })],
  }),
  policy({
    id: 'breakglass.own',
    title: 'One’s own emergency accesses',
    why: 'A clinician must see what they have opened and for how long, and can end it: ending narrows, so it asks for no fresh sign-in.',
    resources: ['Patient'],
    admits: [staff('clinician', ['TREAT', 'ETREAT'])],
  }),
  policy({
    id: 'breakglass.review',
    title: 'Review an emergency access',
    why: 'Every emergency access is looked at by somebody else than the one who used it.',
    resources: ['AuditEvent'],
    admits: [
      staff('privacy_officer', ['HCOMPL'], ['ownOrganization'], { never: ['actor'] }),
      staff('auditor', ['HCOMPL'], [], { never: ['actor'] }),
    ],
  }),
  policy({
    id: 'access.request',
    title: 'Ask a person for access',
    why: 'A clinician who needs more than their relation gives asks the person, who decides.',
    resources: ['Consent'],
    interaction: 'c',
    admits: [staff('clinician', ['TREAT'])],
  }),
  policy({
    id: 'request.read',
    title: 'What was asked of a person, and what they answered',
    why: 'A person sees who asks them for access, and who asked sees the answer; nobody else does.',
    resources: ['Consent'],
    admits: [patientSelf, staff('clinician', ['TREAT'], ['ownOrganization'])],
  }),
  policy({
    id: 'case.open',
    title: 'Open a regulatory case',
    why: 'Oversight of people needs a stated reason, a scope and an end: thirty days.',
    resources: [],
    admits: [staff('auditor', ['HCOMPL'], [], { stepUp: true })],
  }),
  policy({
    id: 'case.read',
    title: 'One’s own regulatory cases',
    why: 'An auditor must know which cases they have open, what for, and how long they last.',
    resources: [],
    admits: [staff('auditor', ['HCOMPL', 'PUBHLTH'])],
  }),
  policy({
    id: 'case.close',
    title: 'Close a regulatory case',
    why: 'What is done is closed: closing narrows, so it asks for no fresh sign-in.',
    resources: [],
    admits: [staff('auditor', ['HCOMPL'])],
  }),
  policy({
    id: 'case.review',
    title: 'Look at a case under which unusually much was read',
    why: 'Who reads unusually much under a case is looked at by somebody else than themselves.',
    resources: ['AuditEvent'],
    admits: [staff('auditor', ['HCOMPL'], [], { never: ['actor'] })],
  }),
] as const;
