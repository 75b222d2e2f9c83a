import type { DataClass, Policy } from '../catalogue/policy.ts';
import type { Grants } from '../rows/grants.ts';

/** `FAILED`: a change that was begun and undone, by no fault of the caller's. */
export type Outcome = 'PERMITTED' | 'REFUSED' | 'FAILED';

/** The part of an access event that the rows tell (IHE BALP: whose data, of what class, under which rule). */
export interface ReadEvent {
  readonly outcome: Outcome;
  /** Of a change: the mutation. Absent: what the request calls itself. */
  readonly operation?: string;
  readonly classes: readonly DataClass[];
  /** Patients whose data was read; of a refusal: whose data was refused, or the ids that were sought. */
  readonly patients: readonly string[];
  readonly policies: readonly string[];
  readonly consents: readonly string[];
  /** Those of the patients whom a broken glass alone opened. */
  readonly emergency: readonly string[];
  /** Visits of theirs of which something was read. */
  readonly encounters: readonly string[];
}

/** A change that was asked for: which, under what rule, whose records it is about, and what became of it. */
export interface Act {
  /** Name of the mutation. */
  readonly mutation: string;
  readonly policies: readonly Policy[];
  /** Null where it is not known, or nobody's. */
  readonly patient: string | null;
  readonly outcome: Outcome;
}

/** Ids that one refusal names; who seeks more of them has made the point. */
const MOST_SOUGHT = 100;

/** What happened under one outcome. */
class Tally {
  readonly #classes = new Set<DataClass>();
  readonly #policies = new Set<string>();
  readonly patients = new Set<string>();
  readonly consents = new Set<string>();
  readonly #emergency = new Set<string>();
  readonly #encounters = new Set<string>();

  /** A patient's data was opened by these relations. */
  opened(patient: string, { relations, encounter }: Grants): void {
    this.patients.add(patient);
    if (encounter != null) this.#encounters.add(encounter);
    for (const held of Object.values(relations))
      if (held.length === 1 && held[0] === 'breakGlass') this.#emergency.add(patient);
  }

  /** Open data is nobody's and leaves no event. */
  add(policies: readonly Policy[]): void {
    for (const policy of policies) {
      if (policy.id === 'open') continue;
      this.#policies.add(policy.id);
      if (policy.dataClass !== undefined) this.#classes.add(policy.dataClass);
    }
  }

  event(outcome: Outcome): ReadEvent | null {
    if (this.#policies.size === 0) return null;
    return {
      outcome,
      classes: [...this.#classes].toSorted(),
      patients: [...this.patients].toSorted(),
      policies: [...this.#policies].toSorted(),
      consents: [...this.consents].toSorted(),
      emergency: [...this.#emergency].toSorted(),
      encounters: [...this.#encounters].toSorted(),
    };
  }
}

/** Collects what one request read of patients, and what it was refused. */
export class ReadLog {
  readonly #permitted = new Tally();
  readonly #refused = new Tally();
  /** What opened a row is noted once, however many of its fields are read. */
  readonly #opened = new Set<Grants>();
  readonly #acts: ReadEvent[] = [];

  /** A row, or a class of its leaves, was disclosed under these policies. */
  disclosed(policies: readonly Policy[], grants: Grants): void {
    if (grants.patient === null) return;
    this.#permitted.add(policies);
    if (this.#opened.has(grants)) return;
    this.#opened.add(grants);
    this.#permitted.opened(grants.patient, grants);
    for (const consent of grants.consents) this.#permitted.consents.add(consent);
  }

  /** Something was read that names none of the people whom it is about, and stands on record all the same. */
  overseen(policies: readonly Policy[]): void {
    this.#permitted.add(policies);
  }

  /** Something was refused: a field for every row, or a class of leaves of one row. */
  refused(policies: readonly Policy[], grants?: Grants): void {
    if (grants?.patient != null) this.#refused.patients.add(grants.patient);
    this.#refused.add(policies);
  }

  /** A record was asked for by id and is not there, or not there for this caller: the two look alike. */
  absent(policies: readonly Policy[], id: string): void {
    if (this.#refused.patients.size < MOST_SOUGHT) this.#refused.patients.add(id);
    this.#refused.add(policies);
  }

  /** A change was made, refused or undone: each leaves an event of its own. */
  acted({ mutation, policies, patient, outcome }: Act): void {
    const tally = new Tally();
    tally.add(policies);
    if (patient !== null) tally.patients.add(patient);
    const event = tally.event(outcome);
    if (event !== null) this.#acts.push({ ...event, operation: mutation });
  }

  /** None where the request touched nobody's data. */
  events(): readonly ReadEvent[] {
    return [...this.#acts, this.#permitted.event('PERMITTED'), this.#refused.event('REFUSED')].filter(
      (event) => event !== null,
    );
  }
}
