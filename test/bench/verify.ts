import { verify } from '@caretrail/proof';
import { createTestNetwork } from '../../subgraphs/kit/proof/test/network.ts';

/** Signatures under one of the proofs: of creator, two endorsers and three receipts, each with its certificate's. */
const SIGNATURES = 12;
const ROUNDS = 20;
const PROOFS_A_ROUND = 10;

const ECDSA = { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' } as const;

/**
 * Proof verifications per second on one core's worth of waiting, from bytes to verdict. The baseline is what the
 * platform's signatures alone would allow: as many bare ECDSA checks, interleaved in the same run.
 */
export async function run() {
  const network = await createTestNetwork();
  const proofs = Array.from({ length: PROOFS_A_ROUND }, () => network.prove());
  const checkSignatures = await bareSignatures();
  let [proofTime, signatureTime] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    proofTime += await timed(async () => {
      for (const proof of proofs)
        if (!(await verify(proof, network.trust)).ok) throw new Error('a good proof was refused');
    });
    signatureTime += await timed(() => checkSignatures(PROOFS_A_ROUND * SIGNATURES));
  }
  const count = ROUNDS * PROOFS_A_ROUND;
  return {
    name: 'proof verifications',
    value: (1000 * count) / proofTime,
    unit: 'per second',
    baseline: {
      name: `the ${SIGNATURES} signatures of a proof alone`,
      value: (1000 * count) / signatureTime,
    },
  };
}

async function bareSignatures(): Promise<(count: number) => Promise<void>> {
  const { subtle } = globalThis.crypto;
  const keys = await subtle.generateKey(ECDSA, false, ['sign', 'verify']);
  const message = new Uint8Array(1500);
  const signature = await subtle.sign(ECDSA, keys.privateKey, message);
  return async (count) => {
    for (let done = 0; done < count; done++) await subtle.verify(ECDSA, keys.publicKey, signature, message);
  };
}

/** Milliseconds that something takes. */
async function timed(action: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
