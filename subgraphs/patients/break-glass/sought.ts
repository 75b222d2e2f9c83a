import { BadInput, type Fragment, sql } from '@caretrail/kit';

/** How a clinician names a person whom they may not see: all of an identifier, or name and birth date. */
export interface SoughtInput {
  readonly identifier?: string | null | undefined;
  /** URI of the identifier's system; without one, any. */
  readonly system?: string | null | undefined;
  readonly family?: string | null | undefined;
  /** The first given name. */
  readonly given?: string | null | undefined;
  /** YYYY-MM-DD. */
  readonly birthDate?: string | null | undefined;
}

const MOST_CHARACTERS = 200;
const WAYS = 'Give the whole identifier, or family name, first given name and birth date (YYYY-MM-DD).';

function part(value: string | null | undefined): string | null {
  const text = value?.trim() ?? '';
  if (text.length > MOST_CHARACTERS)
    throw new BadInput(`No identifier or name has over ${MOST_CHARACTERS} characters.`);
  return text === '' ? null : text;
}

/**
 * The digest by which exactly such people are found, as SQL.
 * @throws BadInput where the input names neither an identifier nor a whole name and birth date, or both
 */
export function digestOf(input: SoughtInput): Fragment {
  const [identifier, system] = [part(input.identifier), part(input.system)];
  const [family, given, birthDate] = [part(input.family), part(input.given), part(input.birthDate)];
  const named = [family, given, birthDate].filter((one) => one !== null);
  if (identifier !== null && named.length === 0)
    return system === null
      ? sql`access.identity_digest('identifier', ${identifier}::text)`
      : sql`access.identity_digest('identifier', ${system}::text, ${identifier}::text)`;
  const whole = named.length === 3 && /^\d{4}-\d\d-\d\d$/.test(birthDate ?? '');
  if (!whole || identifier !== null || system !== null) throw new BadInput(WAYS);
  return sql`access.identity_digest('person', ${family}::text, ${given}::text, ${birthDate}::text)`;
}
