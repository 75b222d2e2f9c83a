/** Values of the current transaction. In a sub-select each is computed once a statement instead of once a row. */
export const ORGANIZATION = '(select access.organization())';
export const SUBJECT = '(select access.subject())';
export const CASE = '(select access.case_id())';
export const PURPOSE = '(select access.purpose())';

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const quoted = (name: string): string => (/^[a-z_]+$/.test(name) ? name : `"${name}"`);
export const oneOf = (values: readonly string[]): string => `(${values.map(literal).join(', ')})`;

/** Conditions that must all hold; `true` where there is none. */
export const all = (conditions: readonly (string | null)[]): string =>
  conditions.filter((condition) => condition !== null).join('\n  and ') || 'true';
