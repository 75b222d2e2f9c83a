import type { Sql } from 'postgres';

/** A person of the demo whom anyone at this computer may sign in as. */
export interface DemoPersona {
  readonly name: string;
  readonly tier: 'public' | 'patient' | 'hospital' | 'payer' | 'regulator';
  readonly role: 'clinician' | 'registrar' | 'analyst' | 'privacy_officer' | 'adjudicator' | 'auditor' | null;
  /** Member slug. */
  readonly organization: string | null;
  /** Patient record id, or staff id; null for `public`, who has no token. */
  readonly subject: string | null;
  readonly purposes: readonly DemoPurpose[];
  /** The open case of an auditor. */
  readonly case: string | null;
}

type DemoPurpose =
  | 'TREAT'
  | 'ETREAT'
  | 'PATADMIN'
  | 'HPAYMT'
  | 'HOPERAT'
  | 'HRESCH'
  | 'HCOMPL'
  | 'PUBHLTH'
  | 'PATRQT';

const PUBLIC: DemoPersona = {
  name: 'public',
  ...{ tier: 'public', role: null, organization: null, subject: null, purposes: [], case: null },
};

/** In this order; personas that a later program adds come last. */
const ORDER = [
  'patient',
  'clinician',
  'clinician-northgate',
  'registrar',
  'analyst',
  'privacy-officer',
  'adjudicator',
  'adjudicator-unity',
  'auditor',
];

/** Whom one can sign in as: `public` always, the others once the demo is made. */
export async function personas(sql: Sql): Promise<readonly DemoPersona[]> {
  const rows = await sql<DemoPersona[]>`
    select name, tier, role, organization, subject, purposes, case_id as "case" from access.persona
    order by array_position(${ORDER}, name), name`;
  return [PUBLIC, ...rows.map((row) => ({ ...row }))];
}
