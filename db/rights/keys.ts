/** Columns of a table, qualified, by which its rows are related to a caller; null where the table has none. */
export interface Keys {
  /** The person a row is about. */
  readonly patient: string | null;
  readonly custodian: string | null;
  readonly providerMember: string | null;
  readonly insurerMember: string | null;
  /** Members and subjects that a person's decision names. */
  readonly grantees: string | null;
  /** Instant that a consent's data period is compared with. */
  readonly at: string | null;
  /** N, R or V. */
  readonly sensitivity: string | null;
}

/** Finds a table's keys by the columns that it has; the person's own column may be called otherwise. */
export function keysOf(table: string, columns: readonly string[], patient = 'patient'): Keys {
  const key = (column: string) => (columns.includes(column) ? `${table}.${column}` : null);
  return {
    patient: key(patient),
    custodian: key('custodian'),
    providerMember: key('provider_member'),
    insurerMember: key('insurer_member'),
    grantees: key('grantees'),
    at: key('at'),
    sensitivity: key('sensitivity'),
  };
}
