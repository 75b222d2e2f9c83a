import { type Builder, CATALOGUE, type Fragment, join, sql, tiersOf } from '@caretrail/kit';
import type { Values } from '../values.ts';

const identifiers = tiersOf([CATALOGUE.get('person.see'), CATALOGUE.get('person.identify')]);

/** The filter of `patients`; `family` reads names, so it is for those who may read them. */
export const addPatientFilter = (builder: Builder, { Sex }: Values) =>
  builder.inputType('PatientFilter', {
    fields: (t) => ({
      state: t.string({ description: 'State of residence, as it is written in the record.' }),
      sex: t.field({ type: Sex }),
      family: t.string({
        description: 'Family name, exactly as written; asks for the right to read names.',
        tag: identifiers.map((tier) => `tier-${tier}`),
      }),
    }),
  });

export interface PatientFilterInput {
  readonly state?: string | null | undefined;
  readonly sex?: string | null | undefined;
  readonly family?: string | null | undefined;
}

export const readsNames = (filter: PatientFilterInput | null | undefined): boolean =>
  filter?.family !== undefined && filter.family !== null;

/** @param mayIdentify whether a row's names may be read: a row whose name is refused is not found by it */
export function patientFilter(
  filter: PatientFilterInput | null | undefined,
  mayIdentify: Fragment,
): Fragment {
  const conditions = [sql`true`];
  if (filter?.state != null) conditions.push(sql`t.state = ${filter.state}`);
  if (filter?.sex != null) conditions.push(sql`t.sex = ${filter.sex}`);
  if (filter?.family != null) conditions.push(sql`d.name->>'family' = ${filter.family} and ${mayIdentify}`);
  return join(conditions, ' and ');
}
