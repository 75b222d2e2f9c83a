import { randomUUID } from 'node:crypto';
import type { Random } from '../../../db/demo/random.ts';
import { PEOPLE } from '../../../subgraphs/patients/test/people.ts';

/** Ends of a period of data: before, between and after the visits, in the middle of their months too. */
const INSTANTS = [
  ...['2023-12-31T00:00:00Z', '2024-01-01T00:00:00Z', '2024-01-12T00:00:00Z', '2024-01-15T08:00:00.000Z'],
  ...['2024-02-01T00:00:00Z', '2024-02-15T00:00:00Z', '2024-03-04T00:00:00Z', '2024-06-01T12:00:00.000Z'],
];
const CLASSES = ['person', 'identity', 'clinical', 'clinical', 'claim', 'consent', null, null];

/** What people permit and deny: whom, what, for what, when, of when, and one level of exceptions. */
export function someProvisions(random: Random): readonly object[] {
  return Array.from({ length: random.between(2, 26) }, () => {
    const [one, other] = [random.pick(INSTANTS), random.pick(INSTANTS)].toSorted();
    return {
      id: randomUUID(),
      patient: random.pick(Object.values(PEOPLE)),
      actor: random.pick(['lakeside', 'northgate', 'clinician@lakeside', 'clinician@northgate', null]),
      excepted: random.pick([null, null, ['lakeside'], ['northgate', 'clinician@lakeside']]),
      data_class: random.pick(CLASSES),
      purpose: random.pick([null, null, null, 'TREAT', 'ETREAT']),
      permit: random.chance(0.55),
      deny_emergency: random.chance(0.3),
      valid_from: random.pick(['2000-01-01T00:00:00Z', '2000-01-01T00:00:00Z', '2098-01-01T00:00:00Z']),
      valid_to: random.pick(['2099-01-01T00:00:00Z', '2099-01-01T00:00:00Z', '2001-01-01T00:00:00Z']),
      data_from: random.chance(0.6) ? null : one,
      data_to: random.chance(0.6) ? null : other,
    };
  });
}
