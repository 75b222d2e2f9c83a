import { denies, permits, type Span, spanOf } from './consent.ts';
import { type Facts, holding, type Row } from './facts.ts';
import { type Admit, type PolicyName, policyOf } from './policies.ts';
import { fieldsOf } from './records.ts';

/** Who asks, for what, and with what: all that a right depends on besides the record. */
export interface Capacity {
  readonly tier: string;
  readonly role: string | null;
  readonly subject: string | null;
  readonly organization: string | null;
  readonly purpose: string | null;
  readonly case: string | null;
  readonly scopes: readonly string[] | null;
}

/** What one caller may know of one state of the world, by the access policy's own words. */
export class Right {
  readonly #facts: Facts;
  readonly #caller: Capacity;
  readonly #now = Date.now();

  constructor(facts: Facts, caller: Capacity) {
    this.#facts = facts;
    this.#caller = caller;
  }

  /** Whether tier, role, purpose, case and scopes leave a policy open for records of a type. */
  opens(policy: PolicyName, type: string): boolean {
    return this.#scoped(type) && this.#admits(policy).length > 0;
  }

  mayEverSee = (type: string): boolean => this.opens(fieldsOf(type).see, type);
  mayEverRead = (type: string): boolean => this.mayEverSee(type) && this.opens(fieldsOf(type).read, type);

  /** Whether a record is there for them. @param coarse known by its month, where a subgraph knows no finer time */
  sees(row: Row, coarse = false): boolean {
    const { see } = fieldsOf(row.type);
    return this.opens(see, row.type) && this.#passes(see, row, this.#span(row, coarse));
  }

  /** Whether they may read its content. */
  reads(row: Row): boolean {
    const { read } = fieldsOf(row.type);
    return this.sees(row) && this.opens(read, row.type) && this.#passes(read, row, this.#span(row, false));
  }

  #admits(policy: PolicyName): readonly Admit[] {
    const { tier, role, purpose, case: named } = this.#caller;
    return policyOf(policy).admits.filter(
      (admit) =>
        admit.tier === tier &&
        admit.role === role &&
        purpose !== null &&
        admit.purposes.includes(purpose) &&
        (named !== null || !admit.relations.every((relation) => relation === 'case')),
    );
  }

  /** SMART App Launch v2: `user/Type.r`, `patient/` for the patient's own; no scopes leave the role what it has. */
  #scoped(type: string): boolean {
    const { scopes, tier } = this.#caller;
    if (scopes === null) return true;
    const contexts = tier === 'patient' ? ['user', 'patient'] : ['user'];
    return scopes.some((scope) => {
      const [place = '', letters = ''] = scope.split('.');
      const [context = '', resource = ''] = place.split('/');
      return contexts.includes(context) && [type, '*'].includes(resource) && letters.includes('r');
    });
  }

  /** The exact time counts for who reads it of every record of the type that they see at all. */
  #span(row: Row, coarse: boolean): Span {
    const { see, read } = fieldsOf(row.type);
    const relations = (policy: PolicyName) => this.#admits(policy).flatMap((admit) => admit.relations);
    const exact = relations(see).every((relation) => relations(read).includes(relation));
    return spanOf(row, exact && !coarse);
  }

  #passes(policy: PolicyName, row: Row, span: Span): boolean {
    return this.#admits(policy)
      .flatMap(({ relations }) => relations)
      .some((relation) => this.#holds(relation, policyOf(policy).dataClass, row, span));
  }

  #holds(relation: string, dataClass: string, row: Row, span: Span): boolean {
    const { organization, subject, case: named } = this.#caller;
    const { patient, see } = row;
    const fact = (who: string | null) => this.#facts.holding.has(holding(relation, who, patient));
    const decided = this.#facts.provisions.get(patient) ?? [];
    const denied = (which: (one: (typeof decided)[number]) => boolean = () => true) =>
      decided.some((one) => which(one) && denies(one, dataClass, span, this.#caller, this.#now));
    switch (relation) {
      case 'self':
        return fact(subject);
      case 'treating':
        return fact(organization) && !['R', 'V'].includes(String(see['sensitivity'])) && !denied();
      case 'custodian':
        return see['custodian'] === organization;
      case 'provider':
        return see['provider_member'] === organization;
      case 'insurer':
        return row.type === 'Patient' ? fact(organization) : see['insurer_member'] === organization;
      case 'consented':
        return decided.some((one) => permits(one, dataClass, span, this.#caller, this.#now)) && !denied();
      case 'grantee':
        return isNamed(see['grantees'], [organization, subject]) && !denied();
      case 'breakGlass':
        return fact(subject) && !denied((one) => one.denyEmergency);
      case 'case':
        return fact(`${named}/${subject}`);
      default:
        throw new Error(`${relation} is no relation of the access policy`);
    }
  }
}

const isNamed = (grantees: unknown, names: readonly (string | null)[]): boolean =>
  Array.isArray(grantees) && names.some((name) => name !== null && grantees.includes(name));
