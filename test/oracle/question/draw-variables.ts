import type { Random } from '../../../db/demo/random.ts';
import type { Row } from '../judge/facts.ts';
import type { Hole } from './question.ts';

/** What values are drawn from besides chance: what there is, and cursors that answers gave to whomever. */
export interface Drawn {
  readonly rows: readonly Row[];
  /** Cursors of a connection that this caller was given, with the filter they belong to, and those of others. */
  cursorsOf(place: string): readonly string[];
  /** Where this caller's changes begin. */
  readonly start: string | null;
}

const FILTERS: Readonly<Record<string, readonly object[]>> = {
  PatientFilter: [
    ...[{ state: 'Massachusetts' }, { state: 'Ohio' }, { sex: 'FEMALE' }, { sex: 'MALE' }],
    ...[
      { family: 'Lovelace' },
      { name: 'ada' },
      { birthDate: '1980-05-06' },
      { family: 'Elder', sex: 'FEMALE' },
    ],
  ],
  ClaimFilter: [{ state: 'PAID' }, { state: 'DENIED' }, { use: 'claim' }, { fromMonth: '2024-02' }],
  EncounterFilter: [
    { class: 'AMB' },
    { status: 'planned' },
    { toMonth: '2024-01' },
    { fromMonth: '2024-02' },
  ],
};
/** What only who may identify people has in their schema. */
const IDENTIFYING = ['family', 'name', 'birthDate'];

const NOBODYS = ['0000000f-0000-4000-8000-00000000dead', 'no id'];

/** Values for the variables of a question, for one caller. */
export function drawVariables(
  random: Random,
  holes: readonly Hole[],
  { rows, cursorsOf, start }: Drawn,
  identifies: boolean,
): Readonly<Record<string, unknown>> {
  const draw = ({ kind, of }: Hole): unknown => {
    switch (kind) {
      case 'id': {
        const ids = rows.filter(({ type }) => type === of).map(({ id }) => id);
        return random.chance(0.06) || ids.length === 0
          ? random.pick([...NOBODYS, ...rows.map(({ id }) => id)])
          : random.pick(ids);
      }
      case 'first':
        return of === 'changes' ? 200 : random.pick([1, 2, 3, 5, 9]);
      case 'after':
        if (of === 'changes') return start;
        return random.pick([null, ...cursorsOf(of).slice(-20), ...cursorsOf(of).slice(-20)]);
      case 'flag':
        return random.chance(0.5);
      default: {
        const filters = (FILTERS[of] ?? []).filter(
          (filter) => identifies || !Object.keys(filter).some((name) => IDENTIFYING.includes(name)),
        );
        return random.pick(filters);
      }
    }
  };
  return Object.fromEntries(holes.map((hole) => [hole.variable, draw(hole)]));
}
