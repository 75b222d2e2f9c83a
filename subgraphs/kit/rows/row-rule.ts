import { CATALOGUE, type PolicyId } from '../catalogue/policies.ts';
import type { Policy, Relation } from '../catalogue/policy.ts';
import { relationsFor } from '../catalogue/relations.ts';
import type { RequestContext } from '../request/context.ts';
import { type Fragment, join, sql } from '../sql/fragment.ts';
import { permits } from './consent-sql.ts';
import { UNCLASSED } from './grants.ts';
import { type AskedFacts, personFacts } from './person-facts.ts';
import { factOf, holds, needsProvisions } from './relation-sql.ts';
import type { RowKeys } from './row-keys.ts';

/** What the rows of a type must show for this caller, as SQL over their keys. */
export class RowRule {
  readonly #context: RequestContext;
  readonly #type: string;
  readonly #keys: RowKeys;
  readonly #policies: readonly PolicyId[];
  readonly #wanted = new Map<PolicyId, 'any' | readonly Relation[]>();

  /** @param policies all that are asked of these rows */
  constructor(context: RequestContext, type: string, keys: RowKeys, policies: readonly PolicyId[]) {
    this.#policies = policies;
    this.#context = context;
    this.#type = type;
    this.#keys = keys;
  }

  /** Relations of which one must hold; `any`: no row is asked. */
  wanted(id: PolicyId): 'any' | readonly Relation[] {
    const known = this.#wanted.get(id);
    if (known !== undefined) return known;
    const { caller, now } = this.#context;
    const wanted = relationsFor(CATALOGUE.get(id), caller, { now, types: [this.#type] });
    this.#wanted.set(id, wanted);
    return wanted;
  }

  /** Whether a row passes a policy. A caller who passes no admit gets `false`. */
  passes(id: PolicyId): Fragment {
    const wanted = this.wanted(id);
    if (wanted === 'any') return sql`true`;
    if (wanted.length === 0) return sql`false`;
    const policy = CATALOGUE.get(id);
    return sql`(${join(
      wanted.map((relation) => this.#holds(relation, policy)),
      ' or ',
    )})`;
  }

  /** What the policies ask of a row's person. */
  get asked(): AskedFacts {
    const relations = this.#policies.flatMap((id) => {
      const wanted = this.wanted(id);
      return wanted === 'any' ? [] : wanted;
    });
    const asked = relations.map((relation) => factOf(relation, this.#keys)).filter((one) => one !== null);
    return { relations: new Set(asked), provisions: relations.some(needsProvisions) };
  }

  /** The row source `f` that the other fragments refer to, for the row's person or for one known outside. */
  facts(patient: Fragment = this.#keys.patient): Fragment {
    return personFacts(this.asked, patient, this.#context.caller);
  }

  /** The relations that hold for one policy, as an array: looked at once a row however much is asked of it. */
  held(id: PolicyId): Fragment {
    const wanted = this.wanted(id);
    return this.#held(CATALOGUE.get(id), wanted === 'any' ? [] : wanted);
  }

  /** {@link passes}, of an array that {@link held} made. */
  passesHeld(id: PolicyId, held: Fragment): Fragment {
    return this.wanted(id) === 'any' ? sql`${held} is not null` : sql`${held} <> '{}'`;
  }

  /**
   * The `grants` of a row as one JSON column.
   *
   * @param held the array that {@link held} made of the only policy, where the statement has it already
   */
  grants(held?: Fragment): Fragment {
    const classes = new Map<string, { policy: Policy; relations: Set<Relation> }>();
    for (const id of this.#policies) {
      const policy = CATALOGUE.get(id);
      const key = policy.dataClass ?? UNCLASSED;
      const entry = classes.get(key) ?? { policy, relations: new Set() };
      const wanted = this.wanted(id);
      for (const relation of wanted === 'any' ? [] : wanted) entry.relations.add(relation);
      classes.set(key, entry);
    }
    const members = [...classes].map(
      ([key, { policy, relations }]) => sql`${key}::text, ${held ?? this.#held(policy, [...relations])}`,
    );
    const { patient, encounter } = this.#keys;
    const visit = encounter === undefined ? sql`` : sql`, 'encounter', ${encounter}`;
    return sql`json_build_object('patient', ${patient}${visit}, 'consents', ${this.#consents(this.#policies)},
      'relations', json_build_object(${join(members, ', ')}))`;
  }

  #held(policy: Policy, relations: readonly Relation[]): Fragment {
    if (relations.length === 0) return sql`'{}'::text[]`;
    const cases = relations.map(
      (relation) => sql`case when ${this.#holds(relation, policy)} then ${relation}::text end`,
    );
    return sql`array_remove(array[${join(cases, ', ')}], null)`;
  }

  #consents(ids: readonly PolicyId[]): Fragment {
    const asked = ids.filter((id) => this.wanted(id).includes('consented'));
    if (asked.length === 0) return sql`'[]'::jsonb`;
    const found = asked.map((id) => permits(CATALOGUE.get(id), this.#keys));
    return sql`case when f.provisions is null then '[]'::jsonb else ${join(found, ' || ')} end`;
  }

  #holds(relation: Relation, policy: Policy): Fragment {
    return holds(relation, policy, this.#context.caller, this.#keys);
  }
}
