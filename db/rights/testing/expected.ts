import type { SessionSettings } from '../../session/context.ts';
import { idOf } from './world.ts';

/** A caller, and the rows that each policy class must show them: nothing where a class is not named. */
export interface Persona {
  readonly name: string;
  readonly tier: string;
  readonly role: string | null;
  readonly settings: SessionSettings;
  readonly sees: Readonly<Record<string, string>>;
}

const staff = (
  organization: string,
  subject: string,
  purpose: string,
  regulatoryCase: string | null = null,
) => ({
  ...{ organization, subject, purpose },
  case: regulatoryCase === null ? null : idOf(regulatoryCase),
});

const hospital = (role: string, subject: string, purpose: string, organization = 'lakeside') => ({
  ...{ name: `${role} of ${organization} for ${purpose}`, tier: 'hospital', role },
  settings: staff(organization, subject, purpose),
});

/** Kept by lakeside. */
const KEPT = 'ada cid eve fay gus ida';
const KEPT_VISITS = visits(KEPT);
/** Billed by lakeside. */
const BILLED = 'ada/1 bob/2 cid/1 dot/2 eve/1 fay/1 gus/1 hal/2 ida/1';

function visits(names: string): string {
  return names
    .split(' ')
    .flatMap((name) => ['2023', '2024', '2024R'].map((visit) => `${name}/${visit}`))
    .join(' ');
}

/**
 * Worked out by hand from the access policy and `makeWorld`. For the doctor: ada and cid are treated; cid denies clinical data to
 * all; dot's permit of clinical data of 2024 shows the person and, R or not, that year; eve's deny is overridden by the
 * emergency, fay's is not; gus is not treated any more; hal is seen by emergency alone, which reaches what is labelled R;
 * ida's deny leaves lakeside out. Of the decisions on file, those show that name the doctor or lakeside and that no deny reaches.
 */
const DOCTOR = {
  'person.see': 'ada cid dot eve hal ida',
  'person.identify': 'ada cid eve hal ida',
  'clinical.see': `ada/2023 ada/2024 dot/2024 dot/2024R ida/2023 ida/2024 ${visits('eve hal')}`,
  'clinical.read': `ada/2023 ada/2024 dot/2024 dot/2024R ida/2023 ida/2024 ${visits('eve hal')}`,
};

export const PERSONAS: readonly Persona[] = [
  {
    ...hospital('clinician', 'doctor', 'TREAT'),
    // What lakeside billed it sees as a party, whatever its patients deny; what northgate billed, as who treats them.
    sees: {
      ...DOCTOR,
      'claim.see': `${BILLED} ada/2 cid/2 ida/2`,
      'claim.read': BILLED,
      'consent.read': 'ada/1 cid/1 hal/1',
    },
  },
  { ...hospital('clinician', 'doctor', 'ETREAT'), sees: DOCTOR },
  { ...hospital('clinician', 'doctor', 'HPAYMT'), sees: {} },
  {
    ...hospital('clinician', 'colleague', 'TREAT'),
    name: 'a colleague who opened no emergency access',
    sees: {
      'person.see': 'ada cid dot ida',
      'person.identify': 'ada cid ida',
      'clinical.see': 'ada/2023 ada/2024 dot/2024 dot/2024R ida/2023 ida/2024',
      'clinical.read': 'ada/2023 ada/2024 dot/2024 dot/2024R ida/2023 ida/2024',
      'claim.see': `${BILLED} ada/2 cid/2 ida/2`,
      'claim.read': BILLED,
      'consent.read': 'ada/1 cid/1',
    },
  },
  {
    ...hospital('clinician', 'nobody', 'ETREAT', 'northgate'),
    sees: {
      'person.see': 'bob dot hal ida',
      'person.identify': 'bob dot hal ida',
      'clinical.see': 'bob/2023 bob/2024 dot/2023 dot/2024 hal/2023 hal/2024',
      'clinical.read': 'bob/2023 bob/2024 dot/2023 dot/2024 hal/2023 hal/2024',
    },
  },
  { ...hospital('registrar', 'clerk', 'PATADMIN'), sees: { 'person.see': KEPT, 'person.identify': KEPT } },
  {
    ...hospital('registrar', 'clerk', 'HPAYMT'),
    sees: { 'person.see': KEPT, 'claim.see': BILLED, 'claim.read': BILLED },
  },
  {
    ...hospital('privacy_officer', 'officer', 'HCOMPL'),
    sees: { 'person.see': KEPT, 'clinical.see': KEPT_VISITS, 'claim.see': BILLED },
  },
  { ...hospital('analyst', 'analyst', 'HOPERAT'), sees: {} },
  {
    name: 'adjudicator of harbor-mutual',
    tier: 'payer',
    role: 'adjudicator',
    settings: staff('harbor-mutual', 'adjudicator', 'HPAYMT'),
    sees: {
      'person.see': 'ada cid eve',
      'claim.see': 'ada/1 ada/2 cid/1 cid/2 eve/1 eve/2',
      'claim.read': 'ada/1 ada/2 cid/1 cid/2 eve/1 eve/2',
    },
  },
  ...['case', 'closed case', 'case that ran out', null].map((name) => auditor('auditor', name)),
  { ...auditor('another auditor', 'case'), name: "an auditor with another's case", sees: {} },
  {
    ...auditor('auditor', 'case', 'PUBHLTH'),
    sees: { 'person.see': 'ada fay', 'clinical.see': visits('ada fay') },
  },
  {
    name: 'ada herself',
    tier: 'patient',
    role: null,
    settings: { organization: null, subject: idOf('ada'), purpose: 'PATRQT', case: null },
    sees: {
      'person.see': 'ada',
      'person.identify': 'ada',
      'clinical.see': visits('ada'),
      'clinical.read': visits('ada'),
      'claim.see': 'ada/1 ada/2',
      'claim.read': 'ada/1 ada/2',
      'consent.read': 'ada/1',
    },
  },
  {
    name: 'anyone',
    tier: 'public',
    role: null,
    settings: { organization: null, subject: null, purpose: null, case: null },
    sees: {},
  },
];

function auditor(subject: string, regulatoryCase: string | null, purpose = 'HCOMPL'): Persona {
  return {
    name: `${subject} with ${regulatoryCase ?? 'no case'} for ${purpose}`,
    tier: 'regulator',
    role: 'auditor',
    settings: staff('health-authority', subject, purpose, regulatoryCase),
    sees:
      regulatoryCase === 'case'
        ? {
            'person.see': 'ada fay',
            'clinical.see': visits('ada fay'),
            'claim.see': 'ada/1 ada/2 fay/1 fay/2',
            'consent.read': 'ada/1 fay/1',
          }
        : {},
  };
}
