import type { ChannelIdentity } from '@caretrail/chain/ledger/verify';
import { createAuthority, issueCertificate, readCertificate } from '@caretrail/chain/membership';
import { beforeAll, describe, expect, it } from 'vitest';
import { PolicySyntaxError, parsePolicy } from './policy-dsl.ts';
import { isSatisfied } from './signature-policy.ts';

const MSPS = ['A', 'B', 'C'] as const;
const peers = new Map<string, ChannelIdentity>();

beforeAll(async () => {
  const now = new Date();
  for (const msp of MSPS) {
    const authority = await createAuthority(msp, now);
    const { certificate } = await issueCertificate({ authority, commonName: 'peer', role: 'peer', now });
    peers.set(msp, { msp, kinds: new Set(['application']), certificate: readCertificate(certificate) });
  }
});

/** Which sets of signing peers satisfy the policy, as words of their letters. */
function satisfying(text: string): string[] {
  const policy = parsePolicy(text);
  const words = ['', 'A', 'B', 'C', 'AB', 'AC', 'BC', 'ABC'];
  return words.filter((word) =>
    isSatisfied(
      policy,
      [...word].flatMap((msp) => peers.get(msp) ?? []),
    ),
  );
}

describe('an endorsement policy', () => {
  it.each([
    ["AND('A.peer', 'B.peer')", ['AB', 'ABC']],
    ["OR('A.peer', 'B.member')", ['A', 'B', 'AB', 'AC', 'BC', 'ABC']],
    ["OutOf(2, 'A.peer', 'B.peer', 'C.peer')", ['AB', 'AC', 'BC', 'ABC']],
    [`or("A.peer", and('B.peer', 'C.peer'))`, ['A', 'AB', 'AC', 'BC', 'ABC']],
    ["OutOf(1, AND('A.peer', 'B.peer'), 'C.peer')", ['C', 'AB', 'AC', 'BC', 'ABC']],
    ["AND('A.peer', 'A.peer')", []],
    ["AND('A.client', 'B.peer')", []],
    ["OutOf(2, 'A.peer')", []],
  ])('%s is satisfied by %j', (text, expected) => {
    expect(satisfying(text)).toEqual(expected);
  });

  it.each([
    '',
    'AND',
    "AND('A.peer'",
    "AND('A.peer') x",
    "NOT('A.peer')",
    "OutOf('A.peer')",
    "OutOf(3, 'A.peer')",
    "AND('A.boss')",
    "AND('peer')",
    "AND('A.peer' 'B.peer')",
    'AND(A.peer)',
  ])('%j is refused', (text) => {
    expect(() => parsePolicy(text)).toThrow(PolicySyntaxError);
  });
});
