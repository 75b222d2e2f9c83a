import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import {
  APPLICATION_MSPS,
  CHAINCODE,
  ENDORSING_MSPS,
  type Member,
  ORDERER_MSP,
  RECEIPTS_REQUIRED,
} from '@caretrail/chain/consortium';
import { type LedgerProfile, parseProfile } from '@caretrail/chain/ledger';
import type { SerializedIdentity } from '@caretrail/chain/ledger/fabric';
import { quorumOf } from '../orderer/ordering.ts';

/** What clients are told about this network. */
export function profileOf(network: {
  readonly channel: string;
  readonly genesis: Uint8Array;
  readonly roots: ReadonlyMap<string, string>;
  /** `host:port` by MSP. */
  readonly peers: ReadonlyMap<string, string>;
  readonly members: readonly Member[];
  /** Orderers of a BFT network, by number. */
  readonly consenters: readonly SerializedIdentity[];
  /** Root of the servers' certificates; null without TLS. */
  readonly tlsAuthority: string | null;
}): LedgerProfile {
  const { consenters, tlsAuthority } = network;
  return parseProfile({
    format: 1,
    development: true,
    channel: network.channel,
    chaincode: CHAINCODE.name,
    genesis: Buffer.from(network.genesis).toString('hex'),
    msps: [...network.roots].map(([id, root]) => ({
      id,
      kind: id === ORDERER_MSP ? 'orderer' : 'application',
      authorities: [root],
    })),
    peers: [...network.peers].map(([msp, endpoint]) => ({
      ...{ msp, name: `peer0.${msp}`, endpoint },
      tls: tlsAuthority === null ? null : { authority: tlsAuthority, serverName: 'localhost' },
    })),
    consenters: consenters.map(({ msp, certificate }, index) => ({ id: index + 1, msp, certificate })),
    blockSignatures: consenters.length > 0 ? quorumOf(consenters.length) : 1,
    endorsement: { required: ENDORSING_MSPS.length, msps: [...ENDORSING_MSPS] },
    receipts: { required: RECEIPTS_REQUIRED, msps: [...APPLICATION_MSPS] },
    organizations: network.members.map(({ id, msp }) => ({ id, msp, attribute: id })),
  });
}

export async function writeProfile(path: string, profile: LedgerProfile): Promise<void> {
  const unfinished = `${path}.new`;
  await writeFile(unfinished, `${JSON.stringify(profile, null, 2)}\n`);
  await rename(unfinished, path);
}

/** Ports of the last start by MSP, so that clients find the peers again after a restart; empty without a profile. */
export function lastPorts(path: string): ReadonlyMap<string, number> {
  try {
    const { peers } = parseProfile(JSON.parse(readFileSync(path, 'utf8')));
    return new Map(peers.map(({ msp, endpoint }) => [msp, Number(endpoint.split(':')[1])]));
  } catch {
    return new Map(); // a profile is written anew at every start
  }
}
