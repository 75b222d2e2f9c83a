import { randomBytes } from 'node:crypto';
import {
  createAuthority,
  issueCertificate,
  memberAttribute,
  signerOf,
} from '../../../chain/membership/index.ts';
import { checkpointArgument } from '../checkpoint/argument.ts';
import { composeProof, discloseLeaves } from '../file/compose.ts';
import { type CommittedVersion, commitVersion } from '../record/commit.ts';
import type { SchemaDocument } from '../record/schema.ts';
import { toHex } from '../text/hex.ts';
import { jcs } from '../text/jcs.ts';
import type { JsonValue } from '../text/json-value.ts';
import { utf8 } from '../text/utf8.ts';
import { consistencyPath } from '../tree/consistency.ts';
import { inclusionPath } from '../tree/inclusion.ts';
import { logLeaf } from '../tree/node.ts';
import { treeRoot } from '../tree/root.ts';
import { composeTrust } from '../trust/compose.ts';
import { receiptOf, type Signer, transactionOf } from './fabric.ts';
import { wire } from './wire.ts';

// A ledger's worth of keys in one process, shaped as the product's: members of one MSP are told apart by an attribute
// of their certificates, hospital and payer peers endorse, and any two MSPs give receipts.

const CHANNEL = 'care';
const MSPS = ['HospitalMSP', 'PayerMSP', 'RegulatorMSP'] as const;
type Msp = (typeof MSPS)[number];
const MEMBER = 'lakeside';
const LOG = `${CHANNEL}/${MEMBER}`;

const CLAIM: SchemaDocument = {
  type: 'Claim',
  schema: 1,
  fields: ['patient', 'provider', 'use', 'state', 'month', 'total', 'paid', 'type', 'lines'],
};

const VALUES: readonly JsonValue[] = [
  '3f1b2c5e-7a60-4d54-9d8e-0a1b2c3d4e5f',
  '9a8b7c6d-1234-4abc-8def-0123456789ab',
  'claim',
  'PAID',
  '2026-10',
  { value: '129.10', currency: 'USD' },
  { value: '77.46', currency: 'USD' },
  {
    system: 'http://terminology.hl7.org/CodeSystem/claim-type',
    code: 'professional',
    display: 'Consulta médica',
  },
  [
    {
      sequence: 1,
      product: { system: 'http://snomed.info/sct', code: '162673000', display: null },
      net: null,
    },
  ],
];

/** Makes proofs and the trust file that they are good under. */
export interface TestNetwork {
  readonly trust: Uint8Array;
  /** A proof of leaf 0 and of some others, in a log of `size` entries that was anchored once before. */
  prove(indexes?: readonly number[], size?: number): Uint8Array;
}

const ALL = [0, ...CLAIM.fields.map((_, at) => 4 + at)];

export async function createTestNetwork(now = new Date()): Promise<TestNetwork> {
  const at = Math.floor(now.getTime() / 1000);
  const genesis = new Uint8Array(randomBytes(32));
  const parties = await Promise.all(MSPS.map((msp) => createParty(msp, now)));
  const peers = parties.map(({ peer }) => peer);
  const [hospital] = parties;
  if (!hospital) throw new Error('a network without members');
  const { client } = hospital;
  const trust = composeTrust({
    development: true,
    channel: CHANNEL,
    genesis: toHex(genesis),
    msps: parties.map(({ msp, authority }) => ({ id: msp, authorities: [authority] })),
    revoked: [],
    organizations: [{ id: MEMBER, msp: 'HospitalMSP', attribute: MEMBER }],
    endorsement: { required: 2, msps: ['HospitalMSP', 'PayerMSP'] },
    receipts: { required: 2, msps: MSPS },
    schemas: [CLAIM],
  });

  const anchor = (entries: readonly Uint8Array[]) => {
    const [leaves, old] = [entries.map(logLeaf), Math.ceil(entries.length / 2)];
    const argument = checkpointArgument({
      genesis,
      log: LOG,
      size: leaves.length,
      root: treeRoot(leaves),
      previous: { size: old, root: treeRoot(leaves.slice(0, old)) },
      consistency: consistencyPath(leaves, old),
    });
    const call = {
      channel: CHANNEL,
      chaincode: 'caretrail',
      arguments: [utf8('anchor:submit'), argument],
      at,
    };
    return transactionOf(call, client, peers.slice(0, 2));
  };

  return {
    trust: jcs(trust),
    prove(indexes = ALL, size = 21) {
      const version = commitClaim(now);
      const index = size - 2;
      const entries = Array.from({ length: size }, (_, place) =>
        place === index ? version.hash : new Uint8Array(randomBytes(32)),
      );
      const anchored = anchor(entries);
      const leaves = entries.map(logLeaf);
      const proof = composeProof({
        leafCount: version.leaves.length,
        leaves: discloseLeaves(version, indexes),
        versionHash: version.hash,
        inclusion: { log: LOG, size, root: treeRoot(leaves), index, path: inclusionPath(leaves, index) },
        receipts: peers.map((peer) => receiptOf(anchored, { channel: CHANNEL, at, asker: client, peer })),
      });
      return jcs(proof);
    },
  };
}

function commitClaim(now: Date): CommittedVersion {
  return commitVersion({
    header: {
      schema: CLAIM,
      record: '0f8fad5b-d9cb-469f-a165-70867728950e',
      version: 2,
      organization: MEMBER,
      log: LOG,
      activity: 'adjudicate',
      agent: 'importer',
      recordedAt: now.toISOString(),
      parents: [new Uint8Array(randomBytes(32))],
    },
    values: VALUES,
    salt32: randomBytes(32),
  });
}

/** An MSP: its authority, a peer, and a client that stands for a member. */
async function createParty(msp: Msp, now: Date) {
  const authority = await createAuthority(msp, now);
  const member = async (
    role: 'peer' | 'client',
    attributes?: Readonly<Record<string, string>>,
  ): Promise<Signer> => {
    const commonName = `${role}.${msp}`;
    const request = { authority, commonName, role, now };
    const issued = await issueCertificate(attributes ? { ...request, attributes } : request);
    return { identity: wire([1, msp], [2, issued.certificate]), sign: signerOf(issued.privateKey) };
  };
  return {
    msp,
    authority: authority.certificate,
    peer: await member('peer'),
    client: await member('client', { [memberAttribute]: MEMBER }),
  };
}
