/** What the subgraphs ask; `$patient` and `$encounter` stand for ids that the caller may see. */
export const QUERIES = {
  'page of 20': ['patients', `select id from patients.patient order by id limit 20`],
  '20 × 5': [
    'patients',
    `select p.id, e.id from (select id from patients.patient order by id limit 20) p
     left join lateral (select id, month from patients.encounter where patient = p.id
       order by month desc nulls last, id limit 5) e on true`,
  ],
  'by id': ['patients', `select id, birth_year from patients.patient where id = '$patient'`],
  'recent 50': [
    'patients',
    `select id, month from patients.encounter order by month desc nulls last, id limit 50`,
  ],
  count: ['patients', `select count(*) from patients.encounter`],
  'recent 50 claims': [
    'claims',
    `select id, total from claims.claim order by month desc nulls last, id limit 50`,
  ],
  'claims of 100 visits': [
    'claims',
    `select id from claims.claim where encounter = any ('{$encounters}'::uuid[])`,
  ],
  'versions of 100 visits': [
    'chain',
    `select record, number from provenance.version where record = any ('{$encounters}'::uuid[])`,
  ],
} as const satisfies Readonly<Record<string, readonly ['patients' | 'claims' | 'chain', string]>>;

export type QueryName = keyof typeof QUERIES;

/** Callers from many patients to few. */
export const CALLERS = [
  ['clinician, big', 'hospital', 'clinician', 'h1', 'doctor1', 'TREAT'],
  ['clinician, small', 'hospital', 'clinician', 'h49', 'doctor2', 'TREAT'],
  ['registrar', 'hospital', 'registrar', 'h1', 'clerk', 'PATADMIN'],
  ['privacy officer', 'hospital', 'privacy_officer', 'h1', 'officer', 'HCOMPL'],
  ['adjudicator', 'payer', 'adjudicator', 'i1', 'adjudicator', 'HPAYMT'],
  ['auditor, case of 3', 'regulator', 'auditor', 'regulator', 'auditor', 'HCOMPL'],
  ['patient', 'patient', null, '', '$subject', 'PATRQT'],
] as const;
