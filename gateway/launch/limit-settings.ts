import { TIERS } from '@caretrail/kit';
import { SettingError } from '@caretrail/kit/settings';
import { z } from 'zod';
import { DEAREST, DEAREST_PUBLIC } from '../budget/allowance.ts';
import type { BudgetSettings } from './budget-settings.ts';

/** What of the limits of one question an operator may set, and in what bounds. */
const BOUNDS = {
  cost: { limit: 'cost', least: 100, most: 10_000_000 },
  'public-cost': { limit: 'publicCost', least: 100, most: 10_000_000 },
  depth: { limit: 'depth', least: 5, most: 50 },
  aliases: { limit: 'aliases', least: 1, most: 1_000 },
  tokens: { limit: 'tokens', least: 500, most: 100_000 },
  /** Bytes. */
  body: { limit: 'body', least: 10_000, most: 10_000_000 },
} as const;
type Name = keyof typeof BOUNDS;
type Limit = (typeof BOUNDS)[Name]['limit'];

const NAMES = Object.keys(BOUNDS).filter((name): name is Name => Object.hasOwn(BOUNDS, name));

/** As the launcher hands them to its hub's process: what differs from the defaults. */
export const limitShape = z.partialRecord(z.enum(NAMES.map((name) => BOUNDS[name].limit)), z.int());
export type LimitSettings = Partial<Record<Limit, number>>;

function refusalOf(pair: string): string | null {
  const [, name, digits] = /^([a-z-]+)=(\d{1,10})$/.exec(pair) ?? [];
  const known = NAMES.find((one) => one === name);
  if (known === undefined) return `must be pairs like cost=${DEAREST},depth=15, of ${NAMES.join(', ')}`;
  const { least, most } = BOUNDS[known];
  const value = Number(digits);
  return value >= least && value <= most ? null : `must have ${known} from ${least} to ${most}`;
}

/** What one question may ask for, as `name=number` pairs parted by commas; what is not named keeps its default. */
export const LIMIT_SETTINGS = {
  CARETRAIL_QUERY_LIMITS: z
    .string()
    .default('')
    .transform((text, context): LimitSettings => {
      const pairs = text
        .split(',')
        .map((part) => part.trim())
        .filter((pair) => pair !== '');
      const message = pairs.map(refusalOf).find((refusal) => refusal !== null);
      if (message !== undefined) {
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }
      const read = pairs.map((pair) => {
        const [name, digits] = pair.split('=');
        return [BOUNDS[NAMES.find((one) => one === name) ?? 'cost'].limit, Number(digits)] as const;
      });
      return Object.fromEntries(read);
    }),
};

/** The limits that are set. A question that may be asked must also be affordable: budgets that refuse it for ever are refused here. */
export function limitsOf(
  { CARETRAIL_QUERY_LIMITS: limits }: z.infer<z.ZodObject<typeof LIMIT_SETTINGS>>,
  { allowances }: Pick<BudgetSettings, 'allowances'>,
): LimitSettings {
  for (const tier of TIERS) {
    const dearest = tier === 'public' ? (limits.publicCost ?? DEAREST_PUBLIC) : (limits.cost ?? DEAREST);
    const minute = allowances[tier].cost;
    if (minute !== 0 && minute < dearest)
      throw new SettingError(
        `CARETRAIL_QUERY_LIMITS lets one question cost ${dearest}, which is more than CARETRAIL_COST_PER_MINUTE gives ${tier}: raise that, or lower this.`,
      );
  }
  return limits;
}
