import { type Builder, CATALOGUE, type Fragment, join, sql, tiersOf } from '@caretrail/kit';
import type { Values } from '../values.ts';

const identifiers = tiersOf([CATALOGUE.get('person.see'), CATALOGUE.get('person.identify')]);

const tag = identifiers.map((tier) => `tier-${tier}`);

/** The filter of `patients`; what reads who somebody is, is for those who may read that. */
export const addPatientFilter = (builder: Builder, { Sex }: Values) =>
  builder.inputType('PatientFilter', {
    fields: (t) => ({
      state: t.string({ description: 'State of residence, as it is written in the record.' }),
      sex: t.field({ type: Sex }),
      family: t.string({
        description: 'Family name, exactly as written; asks for the right to read names.',
        tag,
      }),
      name: t.string({
        description:
          'How the family name or a given name begins, in either case; asks for the right to read names.',
        tag,
      }),
      birthDate: t.field({
        type: 'Date',
        description: 'As it is written in the record; asks for the right to read it.',
        tag,
      }),
    }),
  });

export interface PatientFilterInput {
  readonly state?: string | null | undefined;
  readonly sex?: string | null | undefined;
  readonly family?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly birthDate?: string | null | undefined;
}

export const identifies = (filter: PatientFilterInput | null | undefined): boolean =>
  [filter?.family, filter?.name, filter?.birthDate].some((member) => member != null);

/** Whether a part of a name begins so; both are compared in lower case. */
const begins = (name: Fragment, start: string) => sql`starts_with(lower(${name}), lower(${start}))`;

/** @param mayIdentify whether it may be read who a row is: a row of which that is refused is not found by it */
export function patientFilter(
  filter: PatientFilterInput | null | undefined,
  mayIdentify: Fragment,
): Fragment {
  const conditions = [sql`true`];
  if (filter?.state != null) conditions.push(sql`t.state = ${filter.state}`);
  if (filter?.sex != null) conditions.push(sql`t.sex = ${filter.sex}`);
  if (identifies(filter)) conditions.push(mayIdentify);
  if (filter?.family != null) conditions.push(sql`d.name->>'family' = ${filter.family}`);
  if (filter?.name != null)
    conditions.push(sql`(${begins(sql`d.name->>'family'`, filter.name)} or exists (
      select from jsonb_array_elements_text(d.name->'given') as given(part)
      where ${begins(sql`given.part`, filter.name)}))`);
  if (filter?.birthDate != null) conditions.push(sql`d.birth_date = ${filter.birthDate}`);
  return join(conditions, ' and ');
}
