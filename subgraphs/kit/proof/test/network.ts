import { randomBytes, X509Certificate } from 'node:crypto';
import {
  createAuthority,
  issueCertificate,
  memberAttribute,
  signerOf,
} from '../../../chain/membership/index.ts';
import { type Checkpoint, checkpointArgument } from '../checkpoint/argument.ts';
import { type CommittedVersion, commitVersion } from '../record/commit.ts';
import type { SchemaDocument } from '../record/schema.ts';
import { toBase64url } from '../text/base64.ts';
import { toHex } from '../text/hex.ts';
import { jcs } from '../text/jcs.ts';
import type { JsonValue } from '../text/json-value.ts';
import { utf8 } from '../text/utf8.ts';
import { consistencyPath } from '../tree/consistency.ts';
import { inclusionPath } from '../tree/inclusion.ts';
import { logLeaf } from '../tree/node.ts';
import { treeRoot } from '../tree/root.ts';
import { composeProof, discloseLeaves } from './compose.ts';
import { receiptOf, type Signer, transactionOf } from './fabric.ts';
import { wire } from './wire.ts';

// A ledger's worth of keys in one process, shaped as the product's: members of one MSP are told apart by an attribute
// of their certificates, hospital and payer peers endorse, and any two MSPs give receipts.

const CHANNEL = 'care';
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

const ALL_FIELDS = [0, ...CLAIM.fields.map((_, at) => 4 + at)];

/** An MSP: its authority's certificate, a peer, and clients with and without the member's attribute. */
interface Party {
  readonly msp: string;
  readonly authority: string;
  readonly peer: Signer;
  readonly member: Signer;
  readonly stranger: Signer;
}

/** What a proof shows, and who lies in it, if anybody. */
export interface ProofOptions {
  readonly indexes?: readonly number[];
  /** Entries of the log. */
  readonly size?: number;
  readonly creator?: Signer;
  readonly endorsers?: readonly Signer[];
  readonly witnesses?: readonly Signer[];
  readonly chaincode?: string;
  readonly call?: string;
  /** Members of the anchored checkpoint that are not those of the log. */
  readonly checkpoint?: Partial<Checkpoint>;
  /** Seconds since 1970 that creator and asker state. */
  readonly at?: number;
}

/** Makes proofs, and the trust file that the honest ones are good under. */
export interface TestNetwork {
  readonly trust: Uint8Array;
  readonly hospital: Party;
  readonly payer: Party;
  readonly regulator: Party;
  prove(options?: ProofOptions): Uint8Array;
}

export async function createTestNetwork(now = new Date()): Promise<TestNetwork> {
  const genesis = new Uint8Array(randomBytes(32));
  const [hospital, payer, regulator] = await Promise.all([
    createParty('HospitalMSP', now),
    createParty('PayerMSP', now),
    createParty('RegulatorMSP', now),
  ]);
  const parties = [hospital, payer, regulator];
  const honest = {
    indexes: ALL_FIELDS,
    size: 21,
    creator: hospital.member,
    endorsers: [hospital.peer, payer.peer],
    witnesses: parties.map(({ peer }) => peer),
    chaincode: 'caretrail',
    call: 'anchor:submit',
    checkpoint: {},
    at: Math.floor(now.getTime() / 1000),
  };
  return {
    hospital,
    payer,
    regulator,
    trust: jcs(trustOf(parties, genesis)),
    prove(options = {}) {
      const { indexes, size, creator, endorsers, witnesses, chaincode, call, checkpoint, at } = {
        ...honest,
        ...options,
      };
      const version = commitClaim(now);
      const index = size - 2;
      const leaves = Array.from({ length: size }, (_, place) =>
        logLeaf(place === index ? version.hash : randomBytes(32)),
      );
      const argument = checkpointArgument({ ...checkpointOf(leaves, genesis), ...checkpoint });
      const anchored = transactionOf(
        { channel: CHANNEL, chaincode, arguments: [utf8(call), argument], at },
        creator,
        endorsers,
      );
      const asked = { channel: CHANNEL, at, asker: creator };
      return jcs(
        composeProof({
          leafCount: version.leaves.length,
          leaves: discloseLeaves(version, indexes),
          versionHash: version.hash,
          inclusion: { log: LOG, size, root: treeRoot(leaves), index, path: inclusionPath(leaves, index) },
          receipts: witnesses.map((peer) => receiptOf(anchored, { ...asked, peer })),
        }),
      );
    },
  };
}

/** A log's checkpoint after one of half its size. */
function checkpointOf(leaves: readonly Uint8Array[], genesis: Uint8Array): Checkpoint {
  const old = Math.ceil(leaves.length / 2);
  return {
    genesis,
    log: LOG,
    size: leaves.length,
    root: treeRoot(leaves),
    previous: { size: old, root: treeRoot(leaves.slice(0, old)) },
    consistency: consistencyPath(leaves, old),
  };
}

function trustOf(parties: readonly Party[], genesis: Uint8Array): JsonValue {
  const msps = parties.map(({ msp }) => msp);
  return {
    format: 1,
    development: true,
    channel: CHANNEL,
    genesis: toHex(genesis),
    msps: parties.map(({ msp, authority }) => ({ id: msp, authorities: [derText(authority)] })),
    revoked: [],
    organizations: [{ id: MEMBER, msp: 'HospitalMSP', attribute: MEMBER }],
    anchor: { chaincode: 'caretrail', contract: 'anchor', function: 'submit' },
    endorsement: { required: 2, msps: ['HospitalMSP', 'PayerMSP'] },
    receipts: { required: 2, msps },
    schemas: [{ ...CLAIM }],
  };
}

const derText = (pem: string): string => toBase64url(new X509Certificate(pem).raw);

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

async function createParty(msp: string, now: Date): Promise<Party> {
  const authority = await createAuthority(msp, now);
  const issue = async (
    role: 'peer' | 'client',
    attributes: Readonly<Record<string, string>> = {},
  ): Promise<Signer> => {
    const issued = await issueCertificate({ authority, commonName: `${role}.${msp}`, role, attributes, now });
    return { identity: wire([1, msp], [2, issued.certificate]), sign: signerOf(issued.privateKey) };
  };
  return {
    msp,
    authority: authority.certificate,
    peer: await issue('peer'),
    member: await issue('client', { [memberAttribute]: MEMBER }),
    stranger: await issue('client'),
  };
}
