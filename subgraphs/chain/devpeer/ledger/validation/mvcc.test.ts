import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeReadWriteSet } from '../rwset/encode.ts';
import { parseReadWriteSet } from '../rwset/parse.ts';
import type { NamespaceSet } from '../rwset/read-write-set.ts';
import { Simulator } from '../simulator/simulator.ts';
import { State } from '../state/state.ts';
import { BlockUpdates } from './block-updates.ts';
import { readConflict } from './mvcc.ts';

const NAMESPACE = 'caretrail';

/** What a generated transaction does, in order. */
type Step =
  | { readonly act: 'get'; readonly key: string }
  | { readonly act: 'delete'; readonly key: string }
  | { readonly act: 'put'; readonly key: string; readonly value: number }
  | { readonly act: 'scan'; readonly start: string; readonly end: string; readonly take: number };

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', '\u{10000}', '\uffff');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant('get' as const), key }),
  fc.record({ act: fc.constant('delete' as const), key }),
  fc.record({ act: fc.constant('put' as const), key, value: fc.nat(255) }),
  fc.record({
    act: fc.constant('scan' as const),
    start: key,
    end: fc.oneof(key, fc.constant('')),
    take: fc.nat(6),
  }),
);

function simulate(state: State, steps: readonly Step[]): NamespaceSet[] {
  const simulator = new Simulator(state, 'tx');
  for (const doing of steps) {
    if (doing.act === 'get') simulator.get(NAMESPACE, doing.key);
    else if (doing.act === 'put') simulator.write(NAMESPACE, doing.key, Uint8Array.of(doing.value));
    else if (doing.act === 'delete') simulator.write(NAMESPACE, doing.key, null);
    else {
      const cursor = simulator.range(NAMESPACE, doing.start, doing.end, false);
      for (let count = 0; count < doing.take && cursor.next(); count += 1);
    }
  }
  return simulator.result();
}

/** What a transaction would see now: its recorded reads, run again. */
const view = (state: State, steps: readonly Step[]) =>
  simulate(state, steps).map(({ reads, ranges }) => ({ reads, ranges }));

describe('validation of what transactions read', () => {
  it('lets exactly those through that would see the same if they ran in block order', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 8 }),
        fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 5 }),
        (seed, transactions) => {
          const state = new State();
          const first = new BlockUpdates(state);
          first.add(simulate(state, seed), { block: 1, transaction: 0 });
          state.apply(first.all());
          const simulated = transactions.map((steps) => ({ steps, sets: simulate(state, steps) }));
          const before = simulated.map(({ steps }) => view(state, steps));
          const updates = new BlockUpdates(state);
          const serial = new State();
          serial.apply(first.all());
          simulated.forEach(({ steps, sets }, index) => {
            const unchanged = JSON.stringify(view(serial, steps)) === JSON.stringify(before[index]);
            const conflict = readConflict(sets, updates);
            // A key deleted that did not exist changes nothing to see, yet Fabric counts it as written.
            if (conflict === null) expect(unchanged).toBe(true);
            if (conflict === null) {
              updates.add(sets, { block: 2, transaction: index });
              const applied = new BlockUpdates(serial);
              applied.add(sets, { block: 2, transaction: index });
              serial.apply(applied.all());
            } else if (unchanged) {
              expect(sets.some(({ ranges, reads }) => ranges.length > 0 || reads.length > 0)).toBe(true);
            }
          });
        },
      ),
    );
  });

  it('names the conflict as Fabric does', () => {
    const state = new State();
    const write = simulate(state, [{ act: 'put', key: 'b', value: 1 }]);
    const updates = new BlockUpdates(state);
    const read = simulate(state, [{ act: 'get', key: 'b' }]);
    const scan = simulate(state, [{ act: 'scan', start: 'a', end: 'z', take: 5 }]);
    expect([readConflict(read, updates), readConflict(scan, updates)]).toEqual([null, null]);
    updates.add(write, { block: 1, transaction: 0 });
    expect(readConflict(read, updates)).toBe('MVCC_READ_CONFLICT');
    expect(readConflict(scan, updates)).toBe('PHANTOM_READ_CONFLICT');
    state.apply(updates.all());
    expect(readConflict(read, new BlockUpdates(state))).toBe('MVCC_READ_CONFLICT');
    expect(readConflict(scan, new BlockUpdates(state))).toBe('PHANTOM_READ_CONFLICT');
  });

  it('survives the way through the bytes that endorsers sign', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const sets = simulate(new State(), steps);
        const parsed = parseReadWriteSet(encodeReadWriteSet(sets));
        expect(JSON.stringify(parsed)).toBe(JSON.stringify(sets));
      }),
    );
  });
});

describe('a simulation', () => {
  it('does not see its own writes, and records a read once', () => {
    const simulator = new Simulator(new State(), 'tx');
    simulator.write(NAMESPACE, 'k', Uint8Array.of(1));
    expect(simulator.get(NAMESPACE, 'k')).toBeNull();
    simulator.get(NAMESPACE, 'k');
    expect(simulator.result()[0]?.reads).toEqual([{ key: 'k', version: null }]);
  });

  it('may not write after a paginated query', () => {
    const simulator = new Simulator(new State(), 'tx');
    simulator.range(NAMESPACE, '', '', true);
    expect(() => simulator.write(NAMESPACE, 'k', Uint8Array.of(1))).toThrow(
      /paginated query. Writes are not allowed/,
    );
  });

  it('keeps keys in the order of their bytes', () => {
    const sets = simulate(new State(), [
      { act: 'put', key: '\u{10000}', value: 1 },
      { act: 'put', key: '\uffff', value: 2 },
    ]);
    expect(sets[0]?.writes.map((written) => written.key)).toEqual(['\uffff', '\u{10000}']);
  });
});
