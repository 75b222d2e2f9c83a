import {
  BadInput,
  type Builder,
  type Caller,
  type Fragment,
  isRecordId,
  join,
  PURPOSES,
  sql,
} from '@caretrail/kit';
import type { AccessScope } from './access-scope.ts';
import { visitsSql } from './visits-sql.ts';

/** What is asked for of the log; absent or null: all. */
export interface AccessFilterInput {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly organization?: string | null | undefined;
  readonly purpose?: string | null | undefined;
  readonly encounter?: string | null | undefined;
  readonly onlyEmergency?: boolean | null | undefined;
  readonly onlyUnvisited?: boolean | null | undefined;
  readonly onlyRefused?: boolean | null | undefined;
  readonly hideOwn?: boolean | null | undefined;
}

export const addAccessFilter = (builder: Builder) =>
  builder.inputRef<AccessFilterInput>('AccessFilter').implement({
    fields: (t) => ({
      from: t.field({ type: 'Date', description: 'First day (UTC), YYYY-MM-DD.' }),
      to: t.field({ type: 'Date', description: 'Last day (UTC), YYYY-MM-DD.' }),
      organization: t.id({ description: 'Record id of the organization that the reader works for.' }),
      purpose: t.string({ description: 'Purpose of use, such as TREAT.' }),
      encounter: t.id({ description: 'Record id of a visit: only what showed something of it.' }),
      onlyEmergency: t.boolean({ description: 'Only what an emergency access alone opened.' }),
      onlyUnvisited: t.boolean({ description: 'Only what clinicians read without a visit in time.' }),
      onlyRefused: t.boolean({ description: 'Only what was refused.' }),
      hideOwn: t.boolean({ description: 'Leaves out what the caller did.' }),
    }),
  });

const DAY = /^\d{4}-\d\d-\d\d$/;

function day(name: string, value: string): string {
  const time = DAY.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  if (time === null || Number.isNaN(time.valueOf()) || !time.toISOString().startsWith(value))
    throw new BadInput(`filter.${name} must be a day such as 2024-01-31.`);
  return value;
}

/** What the caller read. */
export const byCaller = ({ tier, subject }: Caller): Fragment =>
  sql`(e.tier = ${tier} and e.subject is not distinct from ${subject})`;

/** The filter as conditions on `access.event` as `e`; throws `BadInput` for a day, an id or a purpose that there is not. */
export function accessConditions(filter: AccessFilterInput, scope: AccessScope, caller: Caller): Fragment {
  const { from, to, organization, purpose, encounter } = filter;
  const conditions = [scope.passes];
  if (from != null) conditions.push(sql`e.at >= ${day('from', from)}::timestamp at time zone 'UTC'`);
  if (to != null)
    conditions.push(sql`e.at < (${day('to', to)}::timestamp + interval '1 day') at time zone 'UTC'`);
  if (organization != null) {
    if (!isRecordId(organization))
      throw new BadInput('filter.organization must be the id of an organization.');
    conditions.push(
      sql`e.organization = (select m.slug from access.member m where m.organization = ${organization}::uuid)`,
    );
  }
  if (purpose != null) {
    if (!PURPOSES.some((one) => one === purpose))
      throw new BadInput(`filter.purpose must be one of ${PURPOSES.join(', ')}.`);
    conditions.push(sql`e.purpose = ${purpose}`);
  }
  if (encounter != null) {
    if (!isRecordId(encounter)) throw new BadInput('filter.encounter must be the id of a visit.');
    conditions.push(sql`(e.encounters @> array[${encounter}::uuid] and exists (select from
      (${visitsSql([encounter])}) visit where ${scope.known}))`);
  }
  if (filter.onlyEmergency) conditions.push(scope.any(sql`e.emergency`));
  if (filter.onlyUnvisited) conditions.push(scope.any(sql`e.unvisited`));
  if (filter.onlyRefused) conditions.push(sql`e.outcome = 'REFUSED'`);
  if (filter.hideOwn) conditions.push(sql`not ${byCaller(caller)}`);
  return join(conditions, ' and ');
}
