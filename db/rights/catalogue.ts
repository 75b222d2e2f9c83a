/** The part of the policy catalogue that row-level security is made of; the catalogue itself lives with the subgraphs. */
export interface RightsCatalogue {
  readonly policies: readonly RightsPolicy[];
  /** Roles of each tier; null stands for a tier without roles. */
  readonly rolesOf: Readonly<Record<string, readonly (string | null)[]>>;
  /** Relations that a patient's deny takes away. */
  readonly narrowedByDeny: readonly string[];
  /** Relations that do not reach a record labelled R or V. */
  readonly narrowedBySensitivity: readonly string[];
}

export interface RightsPolicy {
  readonly id: string;
  /** What a deny must name, or leave open, to narrow this policy; absent: consent has no say. */
  readonly dataClass?: string;
  /** Classes whose permit makes `consented` hold; absent: the data class alone. */
  readonly permittedBy?: readonly string[];
  readonly admits: readonly RightsAdmit[];
}

interface RightsAdmit {
  readonly tier: string;
  /** Empty: every role of the tier. */
  readonly roles: readonly string[];
  /** Empty: any purpose. */
  readonly purposes: readonly string[];
  /** Empty: every row. Several: any one is enough. */
  readonly relations: readonly string[];
  /** Whom the row must not name as this: nobody reviews or confirms their own act. */
  readonly never?: readonly string[];
}

/** A policy by name; throws on one that the catalogue does not hold. */
export function policyOf(catalogue: RightsCatalogue, id: string): RightsPolicy {
  const found = catalogue.policies.find((policy) => policy.id === id);
  if (!found) throw new Error(`Row-level security names ${id}, which is no policy of the catalogue.`);
  return found;
}
