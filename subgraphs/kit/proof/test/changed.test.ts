import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { jcs } from '../text/jcs.ts';
import { utf8 } from '../text/utf8.ts';
import { verify } from '../verify/verify.ts';
import { changesOf, places, withBitFlipped } from './changes.ts';
import { createTestNetwork, type TestNetwork } from './network.ts';
import { failureOf } from './outcome.ts';
import { patched } from './patch.ts';

const text = (value: unknown): string => JSON.stringify(value);
const decode = (file: Uint8Array) => JSON.parse(new TextDecoder().decode(file));

let network: TestNetwork;
let proof: ReturnType<typeof decode>;

beforeAll(async () => {
  network = await createTestNetwork();
  proof = decode(network.prove({ indexes: [0, 4, 9] }));
});

const failure = async (changed: unknown) => failureOf(await verify(utf8(text(changed)), network.trust));

/** Where a change can be noticed first: its own part of the file, or its form. */
function stepsOf(place: readonly (string | number)[]): readonly string[] {
  const [part, , member] = place;
  if (part === 'leaves' || part === 'leafCount' || part === 'versionHash') return ['file', 'record'];
  // Some sizes share a path: only the anchored checkpoint tells them apart.
  if (part === 'inclusion') return place[1] === 'size' ? ['file', 'log', 'ledger'] : ['file', 'log'];
  if (part === 'receipts' && member === 'payload') return ['file', 'ledger', 'organizations'];
  if (part === 'receipts' && member !== undefined) return ['file', 'organizations'];
  return part === 'receipts' ? ['file', 'ledger', 'organizations'] : ['file'];
}

/** Leaving out leaves and receipts, as long as enough are left, makes a good proof of less. */
function isLess(original: typeof proof, changed: typeof proof): boolean {
  const isPart = (part: unknown, whole: unknown[]) =>
    Array.isArray(part) && part.every((item) => whole.some((other) => text(item) === text(other)));
  const rest = (file: typeof proof) => text({ ...file, leaves: 0, receipts: 0 });
  return (
    rest(original) === rest(changed) &&
    isPart(changed.leaves, original.leaves) &&
    isPart(changed.receipts, original.receipts)
  );
}

describe('a proof of the product', () => {
  it('is good, as are those that disclose less', async () => {
    expect(await failure(proof)).toEqual({});
    expect(await failure({ ...proof, leaves: proof.leaves.slice(0, 1) })).toEqual({});
    expect(await failure({ ...proof, receipts: proof.receipts.slice(1) })).toEqual({});
    expect(await failure({ ...proof, receipts: proof.receipts.slice(2) })).toEqual({
      step: 'organizations',
      reason: 'TOO_FEW',
    });
  });

  it('shows the values it discloses, under their published names', async () => {
    const verdict = await verify(network.prove({ indexes: [9, 0, 7] }), network.trust);
    expect(verdict.content?.fields).toEqual({ state: 'PAID', total: { value: '129.10', currency: 'USD' } });
    expect(verdict.content?.version.organization).toBe('lakeside');
    expect(verdict.shows.join('\n')).toContain('(state, total)');
  });

  it('is refused at the right step when anything in it changes', async () => {
    const wrong: string[] = [];
    for (const place of places(proof)) {
      for (const patch of changesOf(proof, place)) {
        const changed = patched(proof, [patch]);
        const { step } = await failure(changed);
        const isRight = step === undefined ? isLess(proof, changed) : stepsOf(place).includes(step);
        if (!isRight) wrong.push(`${place.join('.')} ${text(patch).slice(0, 80)}: ${step ?? 'accepted'}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('is refused with any bit of its receipts changed', async () => {
    const member = fc.constantFrom('proposal', 'payload', 'endorser', 'signature');
    await fc.assert(
      fc.asyncProperty(fc.nat(2), member, fc.nat(), async (receipt, name, bit) => {
        const value = withBitFlipped(proof.receipts[receipt][name], bit);
        const { step } = await failure(patched(proof, [{ at: ['receipts', receipt, name], value }]));
        expect(stepsOf(['receipts', receipt, name])).toContain(step);
      }),
      { numRuns: 150 },
    );
  });

  it('is refused with any byte of the file changed, unless it still says the same', async () => {
    const file = jcs(proof);
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = file.map((byte, place) => (place === at ? byte ^ change : byte));
        const verdict = await verify(changed, network.trust);
        if (verdict.ok) expect(decode(changed)).toEqual(proof);
        else failureOf(verdict);
      }),
      { numRuns: 150 },
    );
  });

  it('is not good under the trust file of another network', async () => {
    const other = await createTestNetwork();
    expect(failureOf(await verify(jcs(proof), other.trust))).toEqual({
      step: 'ledger',
      reason: 'CREATOR_CERTIFICATE',
    });
  });
});
