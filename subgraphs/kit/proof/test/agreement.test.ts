import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { jcsText } from '../text/jcs.ts';
import { parseJson } from '../text/json.ts';
import { utf8 } from '../text/utf8.ts';
import type { Verdict } from '../verify/verdict.ts';
import { verify } from '../verify/verify.ts';
import { changesOf, places } from './changes.ts';
import { createTestNetwork } from './network.ts';
import { patched } from './patch.ts';
import { ABSENT, load, loadProofs, reference } from './reference.ts';

/** A question to both implementations. */
interface Case {
  readonly proof: string;
  readonly trust: string;
}

const text = (value: unknown): string => JSON.stringify(value);

/** Why Python cannot be asked, or null. */
function unavailable(): string | null {
  if (reference === null) return ABSENT;
  try {
    execFileSync('python3', ['-c', 'import cryptography, dataclasses, tomllib'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'the second implementation needs Python 3.11 and its package cryptography';
  }
}

const missing = unavailable();

/** Verdicts of the second implementation. */
function pythonVerdicts(cases: readonly Case[]): readonly Verdict[] {
  const printed = execFileSync('python3', ['-B', join(import.meta.dirname, 'verify.py'), reference ?? ''], {
    input: cases.map(text).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return printed
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** What two implementations must agree on: everything but the words for people. */
function compared({ ok, steps, trust, content }: Verdict) {
  return { ok, trust, content, steps: steps.map(({ step, result, reason }) => [step, result, reason]) };
}

async function expectAgreement(cases: readonly Case[]): Promise<void> {
  const theirs = pythonVerdicts(cases);
  expect(theirs).toHaveLength(cases.length);
  for (const [at, { proof, trust }] of cases.entries()) {
    const [ours, other] = [compared(await verify(utf8(proof), utf8(trust))), theirs[at]];
    expect(ours, proof.slice(0, 200)).toEqual(other && compared(other));
  }
  console.log(`${cases.length} verdicts agree with the second implementation`);
}

beforeEach((context) => {
  if (missing === null) return;
  console.log(`skipped: ${missing}`);
  context.skip(missing);
});

describe('the two implementations of the format', () => {
  it('have the same verdicts on the vectors, good and tampered', async () => {
    const [trust, proofs] = [load('trust'), loadProofs()];
    const good = [...proofs.values()].map((proof) => ({ proof: text(proof), trust: text(trust) }));
    const tampered: Case[] = load('tampered').map(
      ({ base, patch, trustPatch = [] }: ReturnType<typeof load>) => ({
        proof: text(patched(proofs.get(base), patch)),
        trust: text(patched(trust, trustPatch)),
      }),
    );
    await expectAgreement([...good, ...tampered]);
  }, 60_000);

  it('have the same verdicts on proofs of the product, whole and in part', async () => {
    const network = await createTestNetwork();
    const trust = new TextDecoder().decode(network.trust);
    const proofs = [
      network.prove(),
      network.prove({ indexes: [0] }),
      network.prove({ indexes: [0, 1, 2, 3], size: 2 }),
      network.prove({ indexes: [0, 12], size: 300 }),
    ];
    await expectAgreement(proofs.map((proof) => ({ proof: new TextDecoder().decode(proof), trust })));
  }, 60_000);

  it('refuse changed proofs and trust files for the same reasons', async () => {
    const network = await createTestNetwork();
    const [proof, trust] = [network.prove({ indexes: [0, 1, 9] }), network.trust].map((file) =>
      JSON.parse(new TextDecoder().decode(file)),
    );
    const changed = (value: unknown) =>
      places(value).flatMap((place, at) => {
        // One change a place, another one at each, so that all kinds come by.
        const changes = changesOf(value, place);
        const change = changes[at % changes.length];
        return change ? [text(patched(value, [change]))] : [];
      });
    await expectAgreement([
      ...changed(proof).map((file) => ({ proof: file, trust: text(trust) })),
      ...changed(trust).map((file) => ({ proof: jcsText(parseJson(text(proof))), trust: file })),
    ]);
  }, 120_000);
});
