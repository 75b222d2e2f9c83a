import type { Purpose, Role, Tier } from '../caller/caller.ts';
import type { Interaction } from './scope.ts';

/**
 * Facts about caller and row that an admit can ask for (docs: access policy, "Shape").
 * `ownOrganization`: the caller's member made the thing (a transaction, a cube, an event).
 * `ownRecord`: the thing anchors a record of the caller themself.
 */
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
  'ownOrganization',
  'ownRecord',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Relations that a patient's deny takes away; the others are duties that a deny does not reach. */
export const NARROWED_BY_DENY: readonly Relation[] = ['treating', 'consented', 'grantee'];

/** Relations that do not reach a record labelled R or V (FHIR confidentiality). */
export const NARROWED_BY_SENSITIVITY: readonly Relation[] = ['treating'];

/** What a consent provision can name as its object; a provision without a class covers all of them. */
export const DATA_CLASSES = ['person', 'identity', 'clinical', 'claim', 'consent'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** People whom an admit leaves out even when a relation holds: nobody reviews or confirms their own act. */
export const EXCLUSIONS = ['actor', 'proposer'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

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
  readonly never?: readonly Exclusion[];
}

export interface Policy<Id extends string = string> {
  readonly id: Id;
  /** Words for a person: what the policy opens. */
  readonly title: string;
  /** Words for a person: why it is so. */
  readonly why: string;
  /** For a content policy: the see policy of the records whose leaves it opens. */
  readonly see?: string;
  /** What a consent provision must name (or leave open) to deny this policy; absent: consent has no say. */
  readonly dataClass?: DataClass;
  /**
   * Classes whose permit makes `consented` hold here; absent: `dataClass` alone. A permit for any class lets its
   * grantee see the person it is about, else nothing under it could be reached. A permit without a class always counts.
   */
  readonly permittedBy?: readonly DataClass[];
  /** FHIR resource types whose SMART scopes open this policy; empty: no scope is asked for. */
  readonly resources: readonly string[];
  /** What is done under it, as SMART scopes name it; absent: reading. */
  readonly interaction?: Interaction;
  /** A scope that the token must hold to the letter (GraphQL federation's `@requiresScopes`). */
  readonly tokenScope?: string;
  readonly admits: readonly Admit[];
}

/** Keeps a policy's id as a literal type, so that a schema cannot name one that does not exist. */
export const policy = <const Id extends string>(definition: Policy<Id>): Policy<Id> => definition;
