/** A tier selects which schema exists for a caller; order is that of widening oversight, nothing is inherited. */
export const TIERS = ['public', 'patient', 'hospital', 'payer', 'regulator'] as const;
export type Tier = (typeof TIERS)[number];

export const ROLES = [
  'clinician',
  'registrar',
  'analyst',
  'privacy_officer',
  'adjudicator',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** FHIR v3 PurposeOfUse codes that the catalogue knows. */
export const PURPOSES = [
  'TREAT',
  'ETREAT',
  'PATADMIN',
  'HPAYMT',
  'HOPERAT',
  'HRESCH',
  'HCOMPL',
  'PUBHLTH',
  'PATRQT',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The roles of each tier; `null` stands for a tier without roles. */
export const ROLES_OF: Readonly<Record<Tier, readonly (Role | null)[]>> = {
  public: [null],
  patient: [null],
  hospital: ['clinician', 'registrar', 'analyst', 'privacy_officer'],
  payer: ['adjudicator'],
  regulator: ['auditor'],
};

/** Who asks, and in what capacity. Made by `gateway/identity` alone; nothing else raises a right. */
export interface Caller {
  readonly tier: Tier;
  readonly role: Role | null;
  /** Patient record id (patient tier) or staff id; null for the public tier. */
  readonly subject: string | null;
  /** Member slug of the caller's organization; null for public and patient. */
  readonly organization: string | null;
  /** The purpose of this request; null for the public tier. */
  readonly purpose: Purpose | null;
  readonly purposes: readonly Purpose[];
  /** SMART v2 scopes of the token; null when the token names none (the role's right). */
  readonly scopes: readonly string[] | null;
  /** All scopes of the token as they stand, also those that mean nothing to the catalogue. */
  readonly tokenScopes: readonly string[];
  /** Id of the regulator's case that this request names. */
  readonly case: string | null;
  /** Unix seconds at which the token ends; null for the public tier. */
  readonly expires: number | null;
  /** Unix seconds of the last sign-in (`auth_time`); null if unknown. */
  readonly authenticatedAt: number | null;
}

export const PUBLIC_CALLER: Caller = {
  tier: 'public',
  role: null,
  subject: null,
  organization: null,
  purpose: null,
  purposes: [],
  scopes: null,
  tokenScopes: [],
  case: null,
  expires: null,
  authenticatedAt: null,
};
