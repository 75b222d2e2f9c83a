import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { checkEnvelope } from '../fabric/envelope.ts';
import { readInvocation } from '../fabric/invocation.ts';
import { chaincodeActionPayload, envelope, payload, transaction } from '../fabric/messages.ts';
import { fromBase64url, hashFromHex, parseTrust, Refused, toBase64url } from '../index.ts';
import { ensure } from '../refused.ts';
import { fromUtf8 } from '../text/utf8.ts';
import type { Trust } from '../trust/trust.ts';
import type { ReadCheckpoint } from '../verify/ledger-step.ts';
import { verify, verifyReading } from '../verify/verify.ts';
import { failureOf } from './outcome.ts';
import { patched } from './patch.ts';
import { ABSENT, load, reference } from './reference.ts';

// Bytes of real networks (Fabric 2.5.16 with Raft, 3.1.5 with BFT), recorded before there was an anchor contract: the
// transaction is another contract's, so the reader of its arguments is exchanged, and nothing else.

const file = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const ALL_MSPS = ['HospitalMSP', 'PayerMSP', 'RegulatorMSP'];

let checks = 0;
function same(found: unknown, wanted: unknown, what: string): void {
  checks++;
  expect(found, what).toEqual(wanted);
}

beforeEach((context) => {
  if (reference === null) context.skip(ABSENT);
});

afterAll(() => {
  console.log(reference === null ? `skipped: ${ABSENT}` : `${checks} checks of recorded transactions`);
});

describe('transactions recorded from real Fabric networks', () => {
  it('pass all five steps', async () => {
    for (const recorded of load('recorded')) {
      const { source, proof, trust } = recorded;
      const verdict = await verifyReading(file(proof), file(trust), readerOf(recorded));
      same(failureOf(verdict), {}, source);
      same(verdict.content?.transaction, recorded.transaction, 'transaction');
      same(verdict.content?.receipts, ALL_MSPS, 'receipts');
    }
  });

  it('are no anchors', async () => {
    for (const { source, proof, trust } of load('recorded')) {
      const verdict = await verify(file(proof), file(trust));
      same(failureOf(verdict), { step: 'ledger', reason: 'ARGUMENTS' }, source);
    }
  });

  it('are refused with any bit of a receipt changed', async () => {
    for (const recorded of load('recorded')) {
      const { proof, trust } = recorded;
      for (const { receipt, member, at, value } of flippedBits(proof.receipts)) {
        const changed = patched(proof, [{ at: ['receipts', receipt, member], value }]);
        const { step } = failureOf(await verifyReading(file(changed), file(trust), readerOf(recorded)));
        same(['ledger', 'organizations'].includes(step ?? ''), true, `${member} ${receipt} at ${at}`);
      }
    }
  });

  it('are read as their networks judged them', async () => {
    for (const { source, trust, envelopes } of load('recorded')) {
      const parsed = parseTrust(file(trust));
      for (const { envelope: encoded, filter, block, index } of envelopes) {
        const bytes = fromBase64url(encoded);
        const { endorsements, anchor } = callOf(bytes);
        const reason = await outcomeOf(bytes, { ...parsed, anchor });
        same(
          expectedOf(filter, endorsements).includes(reason),
          true,
          `${source} ${block}.${index} ${reason}`,
        );
      }
    }
  });
});

/** 0a is ENDORSEMENT_POLICY_FAILURE; VALID with one endorsement are lifecycle approvals, and a key with a policy of its own. */
function expectedOf(filter: string, endorsements: number): readonly string[] {
  if (filter === '0a') return ['ENDORSEMENT_POLICY', 'ENDORSEMENT_SIGNATURE'];
  return endorsements < 2 ? ['ENDORSEMENT_POLICY'] : ['OK'];
}

async function outcomeOf(bytes: Uint8Array, trust: Trust): Promise<string> {
  try {
    await checkEnvelope(bytes, trust);
    return 'OK';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}

/** Takes exactly the recorded arguments for the checkpoint that the recording states. */
function readerOf({ args, checkpoint, trust }: ReturnType<typeof load>): ReadCheckpoint {
  const { log, size, root } = checkpoint;
  return (found) => {
    ensure(found.map(fromUtf8).join('\n') === args.join('\n'), 'ARGUMENTS');
    const genesis = hashFromHex(trust.genesis);
    return { genesis, log, size, root: hashFromHex(root), previous: null, consistency: [] };
  };
}

/** One bit changed, at about twelve places of every member of every receipt. */
function* flippedBits(receipts: readonly { readonly [member: string]: string }[]) {
  for (const [receipt, members] of receipts.entries()) {
    for (const [member, encoded] of Object.entries(members)) {
      const bytes = fromBase64url(encoded);
      const stride = Math.max(1, Math.floor(bytes.length / 12));
      for (let at = 0; at < bytes.length; at += stride) {
        const flipped = bytes.map((byte, place) => (place === at ? byte ^ 4 : byte));
        yield { receipt, member, at, value: toBase64url(flipped) };
      }
    }
  }
}

/** What a transaction calls, as the anchor of a trust file that would take it. */
function callOf(bytes: Uint8Array) {
  const [action] = transaction(payload(envelope(bytes).payload).data).actions;
  const { proposalPayload, action: endorsed } = chaincodeActionPayload(action?.payload ?? new Uint8Array());
  const called = readInvocation(proposalPayload);
  const call = fromUtf8(called.arguments[0] ?? new Uint8Array()) ?? '';
  return {
    anchor: { chaincode: called.chaincode.name, call },
    endorsements: endorsed.endorsements.length,
  };
}
