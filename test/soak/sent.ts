import { condition, encounter, organization, patient } from '../../db/import/test/resources.ts';

/** A person who is sent in, and what must be found of them. */
export interface SentPerson {
  readonly id: string;
  readonly family: string;
  readonly birthDate: string;
}

/** Records that stand for each person. */
export const RECORDS_OF_PERSON = ['Patient', 'Encounter', 'Condition'] as const;

const CLINIC = 'soak-clinic';
export const clinic = organization(CLINIC);

/** Visits of long ago: nobody treats these people, so that they come into nobody's list but their keeper's. */
export function resourcesOf({ id, family, birthDate }: SentPerson): readonly object[] {
  return [
    patient(id, { name: [{ family, given: ['Sent'] }], birthDate }),
    encounter(`${id}-visit`, id, CLINIC),
    condition(`${id}-condition`, id, `${id}-visit`),
  ];
}

/** All that was sent in and acknowledged. */
export class Sent {
  readonly #acknowledged: SentPerson[] = [];
  /** By source id. */
  readonly #records = new Map<string, string>();
  #begun = 0;

  /** New people, sent from now on. */
  next(count: number): readonly SentPerson[] {
    return Array.from({ length: count }, () => {
      this.#begun += 1;
      const year = 1930 + (this.#begun % 80);
      return { id: `soak-${this.#begun}`, family: `Soak-${this.#begun}`, birthDate: `${year}-02-03` };
    });
  }

  /** @param records - ids by which the hub knows them, where it has told them */
  acknowledge(people: readonly SentPerson[], records: ReadonlyMap<string, string> = new Map()): void {
    this.#acknowledged.push(...people);
    for (const [id, record] of records) this.#records.set(id, record);
  }

  get begun(): number {
    return this.#begun;
  }

  get acknowledged(): readonly SentPerson[] {
    return this.#acknowledged;
  }

  /** Acknowledged people whose record is known, with it. */
  get known(): readonly (SentPerson & { readonly record: string })[] {
    return this.#acknowledged.flatMap((person) => {
      const record = this.#records.get(person.id);
      return record === undefined ? [] : [{ ...person, record }];
    });
  }
}
