import { beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../verify/verify.ts';
import type { Signer } from './fabric.ts';
import { createTestNetwork, type ProofOptions, type TestNetwork } from './network.ts';
import { failureOf } from './outcome.ts';

// Everything here is signed with good keys: what is refused is who signed it, or what it says.

const DAY = 86_400;
const now = new Date();
const seconds = Math.floor(now.getTime() / 1000);
let network: TestNetwork;
let other: TestNetwork;

beforeAll(async () => {
  [network, other] = await Promise.all([createTestNetwork(now), createTestNetwork(now)]);
});

async function refusal(options: ProofOptions): Promise<string> {
  const { step, reason } = failureOf(await verify(network.prove(options), network.trust));
  return step === undefined ? 'good' : `${step} ${reason}`;
}

describe('an anchor', () => {
  it('is made by the organization whose log it is', async () => {
    const { hospital, payer, regulator } = network;
    expect(await refusal({})).toBe('good');
    expect(await refusal({ creator: hospital.stranger })).toBe('ledger ORGANIZATION');
    expect(await refusal({ creator: payer.member })).toBe('ledger ORGANIZATION');
    expect(await refusal({ creator: regulator.member })).toBe('ledger ORGANIZATION');
    expect(await refusal({ creator: hospital.peer })).toBe('ledger CREATOR_CERTIFICATE');
    expect(await refusal({ creator: other.hospital.member })).toBe('ledger CREATOR_CERTIFICATE');
    const thief: Signer = { ...hospital.member, sign: hospital.stranger.sign };
    expect(await refusal({ creator: thief })).toBe('ledger CREATOR_SIGNATURE');
  });

  it('is endorsed by the organizations that the trust file asks for', async () => {
    const { hospital, payer, regulator } = network;
    const policy = 'ledger ENDORSEMENT_POLICY';
    expect(await refusal({ endorsers: [] })).toBe(policy);
    expect(await refusal({ endorsers: [hospital.peer] })).toBe(policy);
    expect(await refusal({ endorsers: [hospital.peer, regulator.peer] })).toBe(policy);
    expect(await refusal({ endorsers: [hospital.peer, payer.peer, regulator.peer] })).toBe('good');
    expect(await refusal({ endorsers: [hospital.peer, hospital.peer] })).toBe('ledger ENDORSER_TWICE');
    expect(await refusal({ endorsers: [hospital.peer, payer.member] })).toBe('ledger ENDORSER_CERTIFICATE');
    expect(await refusal({ endorsers: [hospital.peer, other.payer.peer] })).toBe(
      'ledger ENDORSER_CERTIFICATE',
    );
    const thief: Signer = { ...payer.peer, sign: hospital.peer.sign };
    expect(await refusal({ endorsers: [hospital.peer, thief] })).toBe('ledger ENDORSEMENT_SIGNATURE');
  });

  it('is of this ledger, this chaincode and this log', async () => {
    const hash = new Uint8Array(32);
    expect(await refusal({ chaincode: 'other' })).toBe('ledger CHAINCODE');
    expect(await refusal({ call: 'anchor:latest' })).toBe('ledger FUNCTION');
    expect(await refusal({ checkpoint: { genesis: hash } })).toBe('ledger GENESIS');
    expect(await refusal({ checkpoint: { log: 'care/northgate' } })).toBe('ledger CHECKPOINT');
    expect(await refusal({ checkpoint: { root: hash } })).toBe('ledger CHECKPOINT');
    expect(await refusal({ checkpoint: { size: 22 } })).toBe('ledger CHECKPOINT');
    expect(await refusal({ checkpoint: { previous: null, consistency: [] } })).toBe('good');
    expect(await refusal({ checkpoint: { consistency: [hash] } })).toBe('ledger CONSISTENCY');
    expect(await refusal({ checkpoint: { previous: { size: 11, root: hash } } })).toBe('ledger CONSISTENCY');
  });

  it('states a time at which its certificates were valid', async () => {
    expect(await refusal({ at: seconds - 2 * DAY })).toBe('ledger CREATOR_CERTIFICATE');
    expect(await refusal({ at: seconds + 15 * 365 * DAY })).toBe('ledger CREATOR_CERTIFICATE');
    expect(await refusal({ at: 0 })).toBe('ledger HEADER');
  });
});

describe('receipts', () => {
  it('come from peers of enough organizations', async () => {
    const { hospital, payer, regulator } = network;
    expect(await refusal({ witnesses: [payer.peer, regulator.peer] })).toBe('good');
    expect(await refusal({ witnesses: [payer.peer] })).toBe('organizations TOO_FEW');
    expect(await refusal({ witnesses: [payer.peer, payer.peer] })).toBe('organizations RECEIPT_ORDER');
    expect(await refusal({ witnesses: [hospital.member, payer.peer] })).toBe('organizations CERTIFICATE');
    expect(await refusal({ witnesses: [hospital.peer, other.payer.peer] })).toBe('organizations CERTIFICATE');
    const thief: Signer = { ...payer.peer, sign: hospital.peer.sign };
    expect(await refusal({ witnesses: [hospital.peer, thief] })).toBe('organizations SIGNATURE');
  });
});

describe('a signature', () => {
  const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const der = (r: bigint, s: bigint): Uint8Array => {
    const integer = (value: bigint) => {
      const digits = value.toString(16);
      const even = digits.padStart(digits.length + (digits.length % 2), '0');
      const bytes = Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
      return Buffer.concat([Buffer.of(0x02, bytes.length), bytes]);
    };
    const body = Buffer.concat([integer(r), integer(s)]);
    return new Uint8Array(Buffer.concat([Buffer.of(0x30, body.length), body]));
  };
  const scalars = (signature: Uint8Array): [bigint, bigint] => {
    const bytes = Buffer.from(signature);
    const length = bytes[3] ?? 0;
    const number = (part: Buffer) => BigInt(`0x${part.toString('hex')}`);
    return [number(bytes.subarray(4, 4 + length)), number(bytes.subarray(6 + length))];
  };
  const signedBy = async (change: (r: bigint, s: bigint) => Uint8Array) => {
    const { member } = network.hospital;
    return refusal({ creator: { ...member, sign: (message) => change(...scalars(member.sign(message))) } });
  };

  it('counts only with the lower of the two values of S', async () => {
    expect(await signedBy((r, s) => der(r, s))).toBe('good');
    expect(await signedBy((r, s) => der(r, ORDER - s))).toBe('ledger CREATOR_SIGNATURE');
  });

  it('is refused, not an error, where its numbers are out of range', async () => {
    for (const scalar of [0n, ORDER, ORDER + 1n, 2n ** 256n - 1n, 2n ** 300n]) {
      expect(await signedBy((_, s) => der(scalar, s))).toBe('ledger CREATOR_SIGNATURE');
      expect(await signedBy((r) => der(r, scalar))).toBe('ledger CREATOR_SIGNATURE');
    }
  });

  it('has one encoding', async () => {
    const padded = (r: bigint, s: bigint) => {
      const [tag = 0, length = 0, ...rest] = der(r, s);
      return Uint8Array.of(tag, length + 1, 0x02, (rest[1] ?? 0) + 1, 0, ...rest.slice(2));
    };
    expect(await signedBy(padded)).toBe('ledger CREATOR_SIGNATURE');
    expect(await signedBy((r, s) => Uint8Array.of(...der(r, s), 0))).toBe('ledger CREATOR_SIGNATURE');
    expect(await signedBy(() => new Uint8Array())).toBe('ledger CREATOR_SIGNATURE');
  });
});
