import type { IconName } from '#lib/components/Icon/index.ts';
import type { Tier } from '#lib/session/tier.ts';
import type { Locale } from '#lib/words/locale.ts';

/** A page of the main navigation. `key` follows `G`. */
export interface Destination {
  readonly name: 'overview' | 'trail' | 'consents' | 'patients' | 'claims' | 'verify' | 'ledger' | 'query';
  readonly path: string;
  readonly icon: IconName;
  readonly key: string;
}

const OVERVIEW: Destination = { name: 'overview', path: '', icon: 'home', key: 'o' };
const TRAIL: Destination = { name: 'trail', path: '/trail', icon: 'line', key: 't' };
const CONSENTS: Destination = { name: 'consents', path: '/consents', icon: 'lock', key: 's' };
const PATIENTS: Destination = { name: 'patients', path: '/patients', icon: 'people', key: 'p' };
const CLAIMS: Destination = { name: 'claims', path: '/claims', icon: 'claim', key: 'c' };
const LEDGER: Destination = { name: 'ledger', path: '/ledger', icon: 'block', key: 'l' };
const QUERY: Destination = { name: 'query', path: '/query', icon: 'braces', key: 'q' };
const VERIFY: Destination = { name: 'verify', path: '/verify', icon: 'shield', key: 'v' };

/** The first one is the tier's home. */
export const DESTINATIONS: Readonly<Record<Tier, readonly Destination[]>> = {
  public: [OVERVIEW, VERIFY, LEDGER, QUERY],
  patient: [TRAIL, CONSENTS, CLAIMS, VERIFY, LEDGER, QUERY, OVERVIEW],
  hospital: [PATIENTS, CLAIMS, VERIFY, LEDGER, QUERY, OVERVIEW],
  payer: [CLAIMS, PATIENTS, VERIFY, LEDGER, QUERY, OVERVIEW],
  regulator: [PATIENTS, CLAIMS, VERIFY, LEDGER, QUERY, OVERVIEW],
};

export const homeOf = (tier: Tier, locale: Locale): string =>
  `/${locale}${DESTINATIONS[tier][0]?.path ?? ''}`;

/** Whether a destination is the page at a path, or holds it (a person below the list of people). */
export function isCurrent({ path }: Destination, pathname: string): boolean {
  const [, , ...rest] = pathname.split('/');
  const below = `/${rest.join('/')}`;
  return path === '' ? below === '/' : below === path || below.startsWith(`${path}/`);
}
