import { z } from 'zod';

const RULE = /^([A-Z][A-Za-z]{1,63})=([1-9]\d{0,4})(d|y)$/;
/** Nothing is forgotten by a slip of the pen. */
const LEAST_DAYS = 30;

/** `10y` and `3650d` as PostgreSQL reads an interval. */
function rulesIn(text: string, types: readonly string[]): ReadonlyMap<string, string> | null {
  const rules = new Map<string, string>();
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const [, type = '', count = '', unit] = RULE.exec(part) ?? [];
    if (!types.includes(type) || rules.has(type)) return null;
    if (unit === 'd' && Number(count) < LEAST_DAYS) return null;
    rules.set(type, `${count} ${unit === 'y' ? 'years' : 'days'}`);
  }
  return rules;
}

/** How long records are kept, by type: `Observation=10y,Claim=3650d`. What is not named is kept for ever. */
export const retentionSetting = (types: readonly string[]) =>
  z
    .string()
    .default('')
    .transform((text, context): ReadonlyMap<string, string> => {
      const rules = rulesIn(text, types);
      if (rules) return rules;
      const message = `must be pairs like Observation=10y or Claim=3650d (${LEAST_DAYS}d at least), each type once: ${types.join(', ')}`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });

/** Days after an encounter's end for which its organization counts as treating. */
export const treatingDaysSetting = z.coerce
  .number({ error: 'must be a number of days' })
  .int('must be a whole number of days')
  .min(1, 'must be at least 1 day')
  .max(3650, 'must be at most 3650 days')
  .default(365);
