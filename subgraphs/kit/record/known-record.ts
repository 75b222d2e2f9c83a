import { byId } from '../load/batch.ts';
import type { RequestContext } from '../request/context.ts';
import type { GrantedRow } from '../rows/grants.ts';
import type { RowKeys } from '../rows/row-keys.ts';
import { RowRule } from '../rows/row-rule.ts';
import { type RecordTypeName, SEE_POLICY } from '../schema/record-types.ts';
import { sql } from '../sql/fragment.ts';

const person = { patient: sql`t.subject`, custodian: sql`t.custodian` };
const event = { ...person, time: sql`t.month` };

/** What the version graph keeps of a record besides hashes: who it is about and whose it is. */
const KEYS: Readonly<Record<'Patient' | 'Encounter' | 'Condition' | 'Claim', RowKeys>> = {
  Patient: person,
  Encounter: { ...event, sensitivity: sql`t.sensitivity` },
  Condition: { ...event, sensitivity: sql`t.sensitivity` },
  Claim: { ...event, provider: sql`t.provider_member`, insurer: sql`t.insurer_member` },
};

export type KnownType = keyof typeof KEYS;

/** Makes the loader of a type's rows as every subgraph may know them: by the newest version node of the record. */
function loaderOf(type: KnownType) {
  return (context: RequestContext) => {
    const see = SEE_POLICY[type];
    const rule = new RowRule(context, type, KEYS[type], [see]);
    return byId<GrantedRow>((ids) =>
      context.store.query(sql`select t.record as id, ${rule.grants} as grants
        from provenance.version t cross join ${rule.facts()}
        where t.record = any(${ids}::uuid[]) and t.type = ${type} and ${rule.passes(see)}
        and not exists (select from provenance.version n where n.record = t.record and n.number > t.number)`),
    );
  };
}

const LOADERS = {
  Patient: loaderOf('Patient'),
  Encounter: loaderOf('Encounter'),
  Condition: loaderOf('Condition'),
  Claim: loaderOf('Claim'),
};

export const isKnownType = (type: RecordTypeName): type is KnownType => Object.hasOwn(KEYS, type);

/** A record that another subgraph owns, if it is there for this caller under its owner's see policy. */
export const knownRecord =
  (type: KnownType) =>
  (id: string, context: RequestContext): Promise<GrantedRow | null> =>
    context.use(LOADERS[type]).load(id);
