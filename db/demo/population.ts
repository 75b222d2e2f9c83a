import type { Members } from '../import/member/members.ts';
import { type Answer, makeBill } from './billing.ts';
import { Calendar } from './calendar.ts';
import { type Clinic, idFor, makeClinics } from './clinics.ts';
import { makeConsents, makeCoverage } from './documents.ts';
import { makeFindings } from './findings.ts';
import { makePerson, type Person } from './people.ts';
import { Random } from './random.ts';
import { CHECKUP, INPATIENT, PSYCHIATRY } from './visit-kinds.ts';
import { makeVisit, randomKind, type Visit, type VisitPlan } from './visits.ts';

/** The demo's resources, by type. */
export interface Population {
  readonly organizations: readonly object[];
  readonly practitioners: readonly object[];
  readonly patients: readonly object[];
  readonly encounters: readonly object[];
  readonly conditions: readonly object[];
  readonly observations: readonly object[];
  readonly reports: readonly object[];
  readonly studies: readonly object[];
  readonly requests: readonly object[];
  readonly coverages: readonly object[];
  readonly consents: readonly object[];
  readonly claims: readonly object[];
  readonly explanations: readonly object[];
}

/** Source ids of people whom the demo tells something about. */
export const MOTHER = 'demo-patient-1';
export const CHILD = 'demo-patient-2';

const SEED = 20_260_301;
/** Of what was found, by numbers of its own: who came for what does not depend on it. */
const FINDINGS_SEED = 20_261_124;
const PEOPLE = 224;
/** Every so many people lie in one of the hospitals on the day the population is made. */
const ADMITTED_EVERY = 7;

/** The same population for the same day, on every machine. */
export function makePopulation(now: Date, members: Members): Population {
  const maker = new Maker(now, members);
  maker.family();
  for (let number = 3; number <= PEOPLE; number++) maker.stranger(number);
  return maker.population();
}

class Maker {
  readonly #random = new Random(SEED);
  readonly #calendar: Calendar;
  readonly #clinics: readonly Clinic[];
  /** Words that the importer takes for one payer and for the other. */
  readonly #insurances: readonly string[];
  readonly #people: Person[] = [];
  readonly #visits: Visit[] = [];
  readonly #coverages: object[] = [];
  readonly #claims: object[] = [];
  readonly #explanations: object[] = [];

  constructor(now: Date, members: Members) {
    this.#calendar = new Calendar(now);
    this.#clinics = makeClinics(this.#random, members);
    this.#insurances = members.payers.map(({ slug }) =>
      idFor(slug, (words) => members.payer(words)?.slug === slug),
    );
  }

  /** A mother with visits at two hospitals, claims in every state and something that is not everyone's business; her child. */
  family(): void {
    const [main, , north] = this.#clinics;
    const [insurance = null] = this.#insurances;
    if (!main || !north) throw new RangeError('the family needs two hospitals');
    const family = 'Márquez';
    const mother = this.#person(1, { gender: 'female', age: 38, name: named('Elena', family) });
    const child = this.#person(2, { gender: 'female', age: 7, name: named('Lucía', family) });
    for (const { resource } of [mother, child]) this.#cover(resource, insurance);
    const visit = (person: Person, plan: VisitPlan, answer: Answer) =>
      this.#visit(person, plan, insurance, answer);
    visit(mother, { kind: CHECKUP, clinic: main, daysAgo: 400 }, 'paid');
    visit(mother, { kind: PSYCHIATRY, clinic: main, daysAgo: 210 }, 'complete');
    visit(mother, { kind: CHECKUP, clinic: north, daysAgo: 120 }, 'denied');
    visit(mother, { kind: CHECKUP, clinic: main, daysAgo: 12 }, 'none');
    visit(mother, { kind: CHECKUP, clinic: main, daysAgo: 1, open: true }, 'none');
    visit(child, { kind: CHECKUP, clinic: main, daysAgo: 60 }, 'paid');
    visit(child, { kind: CHECKUP, clinic: north, daysAgo: 20 }, 'none');
  }

  stranger(number: number): void {
    const random = this.#random;
    const person = this.#person(number);
    const insurance = random.chance(0.9) ? random.pick(this.#insurances) : null;
    this.#cover(person.resource, insurance);
    const home = random.pick(this.#clinics);
    const visits = random.between(1, 8);
    for (let at = 0; at < visits; at++) {
      const clinic = random.chance(0.75) ? home : random.pick(this.#clinics);
      const daysAgo = random.between(2, random.chance(0.5) ? 300 : 1_800);
      const plan = { kind: randomKind(random, person), clinic, daysAgo };
      this.#visit(person, plan, insurance, randomAnswer(random, daysAgo));
    }
    if (number % ADMITTED_EVERY !== 0) return;
    // Round the hospitals in turn, so that each has people in it.
    const clinic = this.#clinics[((number / ADMITTED_EVERY) % 3) * 2] ?? home;
    this.#visit(person, { kind: INPATIENT, clinic, daysAgo: 1, open: true }, insurance, 'none');
  }

  population(): Population {
    const random = new Random(FINDINGS_SEED);
    const findings = this.#visits.map((visit) => makeFindings(random, visit));
    return {
      observations: findings.flatMap(({ observations }) => observations),
      reports: findings.flatMap(({ reports }) => reports),
      studies: findings.flatMap(({ studies }) => studies),
      requests: findings.flatMap(({ requests }) => requests),
      coverages: this.#coverages,
      consents: makeConsents(this.#calendar, this.#clinics),
      organizations: this.#clinics.map((clinic) => clinic.organization),
      practitioners: this.#clinics.flatMap((clinic) => clinic.practitioners),
      patients: this.#people.map((person) => person.resource),
      encounters: this.#visits.map((visit) => visit.encounter),
      conditions: this.#visits.map((visit) => visit.condition).filter((condition) => condition !== null),
      claims: this.#claims,
      explanations: this.#explanations,
    };
  }

  #person(...[number, given]: [number, Parameters<typeof makePerson>[3]?]): Person {
    const person = makePerson(this.#random, this.#calendar, number, given);
    this.#people.push(person);
    return person;
  }

  #cover(patient: Person['resource'], insurance: string | null): void {
    if (insurance !== null) this.#coverages.push(makeCoverage(this.#calendar, patient, insurance));
  }

  /** An open visit is not billed yet. */
  #visit(person: Person, plan: VisitPlan, insurance: string | null, answer: Answer): void {
    const visit = makeVisit(this.#random, this.#calendar, person, this.#visits.length + 1, plan);
    this.#visits.push(visit);
    if (visit.open) return;
    const bill = makeBill(this.#random, this.#calendar, person, visit, insurance, answer);
    this.#claims.push(bill.claim);
    if (bill.explanation !== null) this.#explanations.push(bill.explanation);
  }
}

const named = (given: string, family: string) => ({ given, family, text: `${given} ${family}` });

/** What happened last month is mostly not answered yet. */
function randomAnswer(random: Random, daysAgo: number): Answer {
  if (random.chance(daysAgo < 30 ? 0.7 : 0.08)) return 'none';
  const kind = random.next();
  return kind < 0.7 ? 'paid' : kind < 0.85 ? 'complete' : 'denied';
}
