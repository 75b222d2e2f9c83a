/** Values of the current transaction. In a sub-select each is computed once a statement instead of once a row. */
export const ORGANIZATION = '(select access.organization())';
export const SUBJECT = '(select access.subject())';
export const CASE = '(select access.case_id())';
export const PURPOSE = '(select access.purpose())';

const BOTH = 'array_remove(array[access.organization(), access.subject()], null)';

/**
 * By what names decisions speak of the caller, as one array. Each sub-select is begun with every statement whose tables the
 * policy guards: asked apart, the names were the greater part of what a statement over the version graph begins.
 */
export const NAMES = `(select ${BOTH})::text[]`;

/** Who calls, as SQL that is computed once a statement. */
export interface CallerSql {
  readonly organization: string;
  readonly subject: string;
  readonly case: string;
  /** {@link NAMES}. */
  readonly names: string;
}

/**
 * The caller for these purposes (none: for any): for another purpose they are nobody, who is related to no row. A
 * condition of its own on the purpose would make PostgreSQL expect a hundredth of the rows, and plan for those.
 */
export function callerFor(purposes: readonly string[]): CallerSql {
  const when = purposes.length === 0 ? '' : ` where access.purpose() in ${oneOf(purposes)}`;
  return {
    organization: `(select access.organization()${when})`,
    subject: `(select access.subject()${when})`,
    case: `(select access.case_id()${when})`,
    names: `(select ${BOTH}${when})::text[]`,
  };
}

/** An instant that the writer says is now; the minute is for clocks that differ. */
export const justNow = (column: string): string =>
  `${column} between now() - interval '1 minute' and now() + interval '1 minute'`;

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const quoted = (name: string): string => (/^[a-z_]+$/.test(name) ? name : `"${name}"`);
export const oneOf = (values: readonly string[]): string => `(${values.map(literal).join(', ')})`;

/** Conditions that must all hold; `true` where there is none. */
export const all = (conditions: readonly (string | null)[]): string =>
  conditions.filter((condition) => condition !== null).join('\n  and ') || 'true';
