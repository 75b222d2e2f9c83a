import { TIERS, type Tier } from '@caretrail/kit';
import { z } from 'zod';
import { ALLOWANCES, type Allowances, DEAREST, DEAREST_PUBLIC } from '../budget/allowance.ts';

/** What can be allowed in a minute at most, and at least for the cost of questions that come without a sign-in. */
export const MOST = 1_000_000_000;
export const LEAST_PUBLIC_COST = DEAREST_PUBLIC;

const isTier = (name: string): name is Tier => TIERS.some((tier) => tier === name);

/** Numbers by tier that a text names, as pairs or one for all; null where it cannot be read. */
function numbersIn(text: string, least: number): ReadonlyMap<Tier, number> | null {
  const found = new Map<Tier, number>();
  for (const pair of text.split(',').map((part) => part.trim())) {
    if (pair === '') continue;
    const [, name, digits] = /^(?:([a-z]+)=)?(\d{1,10})$/.exec(pair) ?? [];
    const value = Number(digits);
    if (digits === undefined || (value !== 0 && (value < least || value > MOST))) return null;
    if (name !== undefined && !isTier(name)) return null;
    for (const tier of name === undefined ? TIERS : [name]) found.set(tier, value);
  }
  return found;
}

/** One number for every tier, or `tier=number` pairs, parted by commas; a tier that is not named keeps its default. */
const perMinute = (least: number) =>
  z
    .string()
    .default('')
    .transform((text, context): ReadonlyMap<Tier, number> => {
      const found = numbersIn(text, least);
      if (found) return found;
      const message = `must be 0 or ${least} to ${MOST}, for all or in pairs like public=${least}, for ${TIERS.join(', ')}`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });

/** What callers may ask for in a minute. */
export const BUDGET_SETTINGS = {
  CARETRAIL_REQUESTS_PER_MINUTE: perMinute(1),
  /** Less than one question may cost would refuse that question for ever. */
  CARETRAIL_COST_PER_MINUTE: perMinute(DEAREST),
  /** Proxies of one's own that a request comes through. */
  CARETRAIL_PROXY_HOPS: z.coerce
    .number({ error: 'must be a number of proxies, 0 to 10' })
    .int('must be a number of proxies, 0 to 10')
    .min(0, 'must be a number of proxies, 0 to 10')
    .max(10, 'must be a number of proxies, 0 to 10')
    .default(0),
};

/** As the launcher hands them to its hub's process. */
export const budgetShape = z.object({
  allowances: z.record(z.enum(TIERS), z.object({ requests: z.int(), cost: z.int() })),
  proxyHops: z.int(),
});
export type BudgetSettings = z.infer<typeof budgetShape>;

/** The defaults, and what the settings say otherwise. */
export function budgetsOf(settings: z.infer<z.ZodObject<typeof BUDGET_SETTINGS>>): BudgetSettings {
  const { CARETRAIL_REQUESTS_PER_MINUTE: requests, CARETRAIL_COST_PER_MINUTE: cost } = settings;
  const of = (tier: Tier) => ({
    requests: requests.get(tier) ?? ALLOWANCES[tier].requests,
    cost: cost.get(tier) ?? ALLOWANCES[tier].cost,
  });
  const allowances: Allowances = {
    public: of('public'),
    patient: of('patient'),
    hospital: of('hospital'),
    payer: of('payer'),
    regulator: of('regulator'),
  };
  return { allowances, proxyHops: settings.CARETRAIL_PROXY_HOPS };
}
