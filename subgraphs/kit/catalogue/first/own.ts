import { patientSelf, staff } from '../admit.ts';
import { policy } from '../policy.ts';

/** What belongs to the person alone, or starts with them. */
export const OWN = [
  policy({
    id: 'consent.read',
    title: 'What a person has permitted and denied',
    why: 'A person sees their own decisions, a clinician those that name them, an auditor those of the case.',
    dataClass: 'consent',
    resources: ['Consent'],
    admits: [patientSelf, staff('clinician', ['TREAT'], ['grantee']), staff('auditor', ['HCOMPL'], ['case'])],
  }),
  policy({
    id: 'consent.manage',
    title: 'Permit, amend and revoke',
    why: 'Only the person, or who acts for them, decides about their records.',
    dataClass: 'consent',
    resources: ['Consent'],
    interaction: 'u',
    admits: [patientSelf],
  }),
  policy({
    id: 'key.manage',
    title: 'Register, replace and retire signing keys',
    why: 'A signature counts as the person’s only while they alone hold the key.',
    resources: ['Patient'],
    interaction: 'u',
    admits: [patientSelf],
  }),
  policy({
    id: 'export.own',
    title: 'Take a copy of everything',
    why: 'The records are the person’s to carry elsewhere.',
    resources: ['Patient'],
    admits: [patientSelf],
  }),
  policy({
    id: 'trail.read',
    title: 'The story of one’s own records',
    why: 'Who made, changed, saw and shared a record is for the person it is about.',
    resources: ['Provenance', 'AuditEvent'],
    admits: [patientSelf],
  }),
  policy({
    id: 'notice.read',
    title: 'What one is told without asking',
    why: 'Who opened a record in an emergency, what a review of it found and who asks for access is told to the person.',
    resources: ['AuditEvent'],
    admits: [patientSelf],
  }),
  policy({
    id: 'access.answer',
    title: 'Answer who asks for access',
    why: 'Only the person, or who acts for them, decides about their records.',
    resources: ['Consent'],
    interaction: 'u',
    admits: [patientSelf],
  }),
] as const;
