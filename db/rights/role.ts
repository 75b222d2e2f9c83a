/** Subgraphs that read rows for callers, each under a login of its own. */
export const SUBGRAPHS = ['patients', 'claims', 'chain'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

/** A database role: what one subgraph may do for callers of one tier and role. */
export interface TierRole {
  readonly name: string;
  readonly subgraph: SubgraphName;
  readonly tier: string;
  readonly role: string | null;
}

/**
 * The role that a subgraph's transaction takes for a caller: `patients_public`, `claims_payer_adjudicator`, …
 * A name that is not granted to the login is refused by PostgreSQL.
 */
export const tierRole = (subgraph: SubgraphName, tier: string, role: string | null): string =>
  [subgraph, tier, role].filter((part) => part !== null).join('_');

export function tierRoles(
  rolesOf: Readonly<Record<string, readonly (string | null)[]>>,
  subgraphs: readonly SubgraphName[] = SUBGRAPHS,
): readonly TierRole[] {
  return subgraphs.flatMap((subgraph) =>
    Object.entries(rolesOf).flatMap(([tier, roles]) =>
      roles.map((role) => ({ name: tierRole(subgraph, tier, role), subgraph, tier, role })),
    ),
  );
}
