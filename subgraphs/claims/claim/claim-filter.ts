import { type Builder, type Fragment, isRecordId, join, sql } from '@caretrail/kit';
import type { Values } from '../values.ts';

/** Every member is of the see class, so whoever sees claims may filter by it; months, not days. */
export const addClaimFilter = (builder: Builder, { ClaimState }: Values) =>
  builder.inputType('ClaimFilter', {
    fields: (t) => ({
      state: t.field({ type: ClaimState }),
      use: t.string(),
      provider: t.id({ description: 'Organization that bills.' }),
      insurer: t.id({ description: 'Organization that pays.' }),
      fromMonth: t.string({ description: 'YYYY-MM' }),
      toMonth: t.string({ description: 'YYYY-MM' }),
    }),
  });

type Optional = string | null | undefined;

export interface ClaimFilterInput {
  readonly state?: Optional;
  readonly use?: Optional;
  readonly provider?: Optional;
  readonly insurer?: Optional;
  readonly fromMonth?: Optional;
  readonly toMonth?: Optional;
}

export function claimFilter(filter: ClaimFilterInput | null | undefined): Fragment {
  const conditions = [sql`true`];
  if (filter?.state != null) conditions.push(sql`t.state = ${filter.state}`);
  if (filter?.use != null) conditions.push(sql`t.use = ${filter.use}`);
  if (filter?.provider != null) conditions.push(sql`t.provider = ${idOrNone(filter.provider)}::uuid`);
  if (filter?.insurer != null) conditions.push(sql`t.insurer = ${idOrNone(filter.insurer)}::uuid`);
  if (filter?.fromMonth != null) conditions.push(sql`t.month >= ${filter.fromMonth}`);
  if (filter?.toMonth != null) conditions.push(sql`t.month <= ${filter.toMonth}`);
  return join(conditions, ' and ');
}

/** What is no id names no organization, and finds nothing. */
const idOrNone = (id: string): string | null => (isRecordId(id) ? id : null);
