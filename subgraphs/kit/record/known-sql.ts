import type { PolicyId } from '../catalogue/policies.ts';
import type { RequestContext } from '../request/context.ts';
import { type AskedFacts, personFacts } from '../rows/person-facts.ts';
import type { RowKeys } from '../rows/row-keys.ts';
import { RowRule } from '../rows/row-rule.ts';
import { SEE_POLICY } from '../schema/record-types.ts';
import { type Fragment, join, sql } from '../sql/fragment.ts';

const person: RowKeys = { patient: sql`t.subject`, custodian: sql`t.custodian` };
const event: RowKeys = { ...person, time: sql`t.month` };
const clinical: RowKeys = { ...event, sensitivity: sql`t.sensitivity` };
const claim: RowKeys = { ...event, provider: sql`t.provider_member`, insurer: sql`t.insurer_member` };
const consent: RowKeys = { ...event, grantees: sql`t.grantees` };

/** What the version graph keeps of a record besides hashes: who it is about and whose it is. */
const KEYS = {
  Patient: person,
  Encounter: clinical,
  Condition: clinical,
  Observation: clinical,
  DiagnosticReport: clinical,
  ImagingStudy: clinical,
  MedicationRequest: clinical,
  Claim: claim,
  Coverage: claim,
  Consent: consent,
} as const;

const KEY_SETS: readonly RowKeys[] = [person, clinical, claim, consent];

export type KnownType = keyof typeof KEYS;

export const isKnownType = (type: string): type is KnownType => Object.hasOwn(KEYS, type);

/** All types whose versions stand in the graph. */
export const KNOWN_TYPES: readonly KnownType[] = Object.keys(KEYS).filter(isKnownType);

/** Records to be judged, and the types that they are asked for as; at least one. */
export interface JudgedRecords {
  readonly ids: readonly string[];
  readonly types: ReadonlySet<KnownType>;
}

/** Types that one rule speaks for. */
interface Ruled {
  readonly types: readonly KnownType[];
  readonly policy: PolicyId;
  readonly rule: RowRule;
}

/** Types are taken together where policy and keys are the same and the caller's scopes leave the same of both. */
function ruledTypes(context: RequestContext): readonly Ruled[] {
  const ruled = new Map<string, Ruled>();
  for (const type of KNOWN_TYPES) {
    const policy = SEE_POLICY[type];
    const rule = new RowRule(context, type, KEYS[type], [policy]);
    const key = [policy, KEY_SETS.indexOf(KEYS[type]), rule.wanted(policy)].join();
    const same = ruled.get(key);
    ruled.set(key, same ? { ...same, types: [...same.types, type] } : { types: [type], policy, rule });
  }
  return [...ruled.values()];
}

/**
 * A statement has the rules of the types that are asked for, and no others: each makes it longer to begin. There are few
 * rules, and so few statements, whatever types are asked for together.
 */
const rulesOf = (context: RequestContext, asked: ReadonlySet<KnownType>): readonly Ruled[] =>
  context.use(ruledTypes).filter(({ types }) => types.some((type) => asked.has(type)));

const askedOf = (ruled: readonly Ruled[]): AskedFacts => {
  const asked = ruled.map(({ rule }) => rule.asked);
  return {
    relations: new Set(asked.flatMap(({ relations }) => [...relations])),
    provisions: asked.some(({ provisions }) => provisions),
  };
};

/**
 * All versions of the records with these ids, as a query to be selected from: `record`, `type`, `number`, and `grants` on
 * the newest version of a record that is there for the caller under its own type's see policy, else null. The version
 * graph is read once, since row-level security is the greater part of what reading it costs, and what is to be known
 * of a person is looked up once for all their records. Of types that are not asked for no record is there.
 *
 * @param columns further columns of `provenance.version`, a comma before each
 */
export function judgedVersions(
  context: RequestContext,
  { ids, types: asked }: JudgedRecords,
  columns: Fragment = sql``,
): Fragment {
  const ruled = rulesOf(context, asked);
  const facts = personFacts(askedOf(ruled), sql`p.subject`, context.caller);
  const of = (types: readonly KnownType[]) => sql`t.type = any(${types}::text[])`;
  const held = ruled.map(({ types, policy, rule }) => sql`when ${of(types)} then ${rule.held(policy)}`);
  const grants = ruled.map(
    ({ types, policy, rule }) =>
      sql`when ${of(types)} and ${rule.passesHeld(policy, sql`h.held`)} then ${rule.grants(sql`h.held`)}`,
  );
  return sql`(
    with t as materialized (
      select record, type, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month,
        number = max(number) over (partition by record) as newest ${columns}
      from provenance.version where record = any(${ids}::uuid[])),
    f as materialized (
      select * from (select distinct subject from t where newest) p cross join ${facts})
    select t.*, case ${join(grants, ' ')} end as grants from t left join f on f.subject = t.subject
      cross join lateral (select case when t.newest then case ${join(held, ' ')} end end as held offset 0) h)`;
}
