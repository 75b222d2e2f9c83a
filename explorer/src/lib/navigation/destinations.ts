import type { IconName } from '#lib/components/Icon/index.ts';
import type { Tier } from '#lib/session/tier.ts';
import type { Locale } from '#lib/words/locale.ts';

/** A page of the main navigation. `key` follows `G`. */
export interface Destination {
  readonly name:
    | ('overview' | 'trail' | 'patients' | 'claims' | 'verify' | 'ledger' | 'query')
    | ('notices' | 'emergency' | 'reviews' | 'cases');
  readonly path: string;
  readonly icon: IconName;
  readonly key: string;
  /** Absent: every role of the tier has use for it. */
  readonly roles?: readonly string[];
}

const OVERVIEW: Destination = { name: 'overview', path: '', icon: 'home', key: 'o' };
const TRAIL: Destination = { name: 'trail', path: '/trail', icon: 'line', key: 't' };
const PATIENTS: Destination = { name: 'patients', path: '/patients', icon: 'people', key: 'p' };
const CLAIMS: Destination = { name: 'claims', path: '/claims', icon: 'claim', key: 'c' };
const NOTICES: Destination = { name: 'notices', path: '/notices', icon: 'info', key: 'n' };
const REVIEWERS = ['privacy_officer', 'auditor'];
const REVIEWS: Destination = { name: 'reviews', path: '/reviews', icon: 'eye', key: 'r', roles: REVIEWERS };
const EMERGENCY: Destination = {
  name: 'emergency',
  path: '/emergency',
  icon: 'alert',
  key: 'e',
  roles: ['clinician'],
};
const CASES: Destination = { name: 'cases', path: '/cases', icon: 'book', key: 's' };
const LEDGER: Destination = { name: 'ledger', path: '/ledger', icon: 'block', key: 'l' };
const QUERY: Destination = { name: 'query', path: '/query', icon: 'braces', key: 'q' };
const VERIFY: Destination = { name: 'verify', path: '/verify', icon: 'shield', key: 'v' };

const OF_TIERS: Readonly<Record<Tier, readonly Destination[]>> = {
  public: [OVERVIEW, VERIFY, LEDGER, QUERY],
  patient: [TRAIL, CLAIMS, NOTICES, VERIFY, LEDGER, QUERY, OVERVIEW],
  hospital: [PATIENTS, CLAIMS, EMERGENCY, REVIEWS, VERIFY, LEDGER, QUERY, OVERVIEW],
  payer: [CLAIMS, PATIENTS, VERIFY, LEDGER, QUERY, OVERVIEW],
  regulator: [PATIENTS, CLAIMS, REVIEWS, CASES, VERIFY, LEDGER, QUERY, OVERVIEW],
};

/** The pages that somebody has use for; the first one is their tier's home. */
export const destinationsOf = ({ tier, role }: { tier: Tier; role: string | null }): readonly Destination[] =>
  OF_TIERS[tier].filter(({ roles }) => roles === undefined || (role !== null && roles.includes(role)));

export const homeOf = (tier: Tier, locale: Locale): string => `/${locale}${OF_TIERS[tier][0]?.path ?? ''}`;

/** Whether a destination is the page at a path, or holds it (a person below the list of people). */
export function isCurrent({ path }: Destination, pathname: string): boolean {
  const [, , ...rest] = pathname.split('/');
  const below = `/${rest.join('/')}`;
  return path === '' ? below === '/' : below === path || below.startsWith(`${path}/`);
}
