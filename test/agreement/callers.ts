import { type Caller, PUBLIC_CALLER, PURPOSES, ROLES_OF, rolePurposes, TIERS } from '@caretrail/kit';

/** A caller and what to call them in a report. */
export interface Asking {
  readonly name: string;
  readonly caller: Caller;
}

/** Unix seconds at which all of them ask. */
export const NOW = 1_700_000_000;

/** Everybody there is, in every capacity, also in those that no token gives: a case, a fresh sign-in, no scopes. */
export const EVERYONE: readonly Asking[] = TIERS.flatMap((tier) =>
  ROLES_OF[tier].flatMap((role) =>
    [null, ...PURPOSES].map((purpose) => ({
      name: [tier, role, purpose].filter((part) => part !== null).join('/'),
      caller: {
        ...PUBLIC_CALLER,
        ...{ tier, role, purpose, purposes: purpose === null ? [] : [purpose] },
        ...{ subject: 'somebody', organization: 'lakeside', authenticatedAt: NOW },
        case: tier === 'regulator' ? '00000000-0000-4000-8000-00000000000c' : null,
      },
    })),
  ),
);

/** Those whose purpose is one that their role may have: what they lack besides shows with them alone. */
const CAPABLE = EVERYONE.filter(({ caller: { tier, role, purpose } }) => {
  const purposes: readonly (string | null)[] = rolePurposes(tier, role);
  return purpose === null ? purposes.length === 0 : purposes.includes(purpose);
});

const changed = (name: string, change: Partial<Caller>): readonly Asking[] =>
  CAPABLE.map((asking) => ({ name: `${asking.name} ${name}`, caller: { ...asking.caller, ...change } }));

/** The same, short of one thing or another that needs no row to be missed. */
export const SHORT_OF_SOMETHING: readonly Asking[] = [
  ...changed('without a case', { case: null }),
  ...changed('signed in long ago', { authenticatedAt: NOW - 3_600 }),
  ...[
    'user/Patient.r',
    'user/Encounter.r',
    'patient/Claim.r',
    'user/*.s',
    'user/Consent.r',
    'user/*.r',
  ].flatMap((scope) => changed(`with ${scope}`, { scopes: [scope] })),
];
