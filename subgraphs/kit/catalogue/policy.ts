import type { Purpose, Role, Tier } from '../caller/caller.ts';

/** Facts about caller and row that an admit can ask for (policy.md, "Shape"). */
export const RELATIONS = [
  'self',
  'treating',
  'custodian',
  'provider',
  'insurer',
  'consented',
  'grantee',
  'breakGlass',
  'case',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** One way through a policy; a caller passes if one admit passes whole. */
export interface Admit {
  readonly tier: Tier;
  /** Empty: every role of the tier (and the tier without roles). */
  readonly roles: readonly Role[];
  /** Empty: any purpose. */
  readonly purposes: readonly Purpose[];
  /** Empty: no row-dependent condition. Several: any one of them is enough. */
  readonly relations: readonly Relation[];
  /** The caller must have signed in again recently. */
  readonly stepUp?: boolean;
}

export interface Policy {
  readonly id: string;
  /** Words for a person: what the policy opens. */
  readonly title: string;
  /** Words for a person: why it is so. */
  readonly why: string;
  readonly admits: readonly Admit[];
}
