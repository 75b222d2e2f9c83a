import { type Policy, TIERS } from '@caretrail/kit';

/** Marks a rule that a subgraph states with a directive of federation's own, and not by a policy of the catalogue. */
const MARK = '@';

const anyoneSignedIn: Policy['admits'] = TIERS.filter((tier) => tier !== 'public').map((tier) => ({
  ...{ tier, roles: [], purposes: [], relations: [] },
}));

/** What `@authenticated` asks: a caller with a token. */
export const SIGNED_IN: Policy = {
  id: `${MARK}authenticated`,
  title: 'Signed in',
  why: 'The subgraph gives this to whoever is signed in.',
  resources: [],
  admits: anyoneSignedIn,
};

/** What one scope of `@requiresScopes` asks: a token that holds it, to the letter. */
export const withScope = (scope: string): Policy => ({
  id: `${MARK}requiresScopes(${scope})`,
  title: `A token with the scope ${scope}`,
  why: 'The subgraph gives this to tokens that hold the scope.',
  resources: [],
  tokenScope: scope,
  admits: anyoneSignedIn,
});

export const isForeign = ({ id }: Policy): boolean => id.startsWith(MARK);
