import { type Builder, type Fragment, join, sql } from '@caretrail/kit';

/** Months, not days: nobody filters finer than they may read. */
export const addEncounterFilter = (builder: Builder) =>
  builder.inputType('EncounterFilter', {
    fields: (t) => ({
      class: t.string(),
      status: t.string(),
      fromMonth: t.string({ description: 'YYYY-MM' }),
      toMonth: t.string({ description: 'YYYY-MM' }),
    }),
  });

export interface EncounterFilterInput {
  readonly class?: string | null | undefined;
  readonly status?: string | null | undefined;
  readonly fromMonth?: string | null | undefined;
  readonly toMonth?: string | null | undefined;
}

export function encounterFilter(filter: EncounterFilterInput | null | undefined): Fragment {
  const conditions = [sql`true`];
  if (filter?.class != null) conditions.push(sql`t.class = ${filter.class}`);
  if (filter?.status != null) conditions.push(sql`t.status = ${filter.status}`);
  if (filter?.fromMonth != null) conditions.push(sql`t.month >= ${filter.fromMonth}`);
  if (filter?.toMonth != null) conditions.push(sql`t.month <= ${filter.toMonth}`);
  return join(conditions, ' and ');
}
