import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  connectLedger,
  examineNetwork,
  type LedgerIdentity,
  type LedgerProfile,
  memberIdentities,
  memberIdentity,
  membersIn,
} from '@caretrail/chain/ledger';
import { createAuthority, issueCertificate } from '@caretrail/chain/membership';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestLedger, type TestLedger } from '../testing/index.ts';

let network: TestLedger;
beforeAll(async () => {
  network = await startTestLedger({ tls: true });
});
afterAll(() => network?.stop());

const lakeside = () => memberIdentity(network.home, 'lakeside');

/** Names and faults of what is found wrong. */
async function faults(
  change: Partial<LedgerProfile>,
  identity: LedgerIdentity = lakeside(),
): Promise<readonly string[]> {
  const identities = new Map([['lakeside', identity]]);
  const findings = await examineNetwork({ ...network.profile, ...change }, identities, 3_000);
  return findings.filter(({ fault }) => fault !== null).map(({ name, fault }) => `${name} ${fault}`);
}

type Peer = LedgerProfile['peers'][number];
const withFirst = (change: (tls: NonNullable<Peer['tls']>) => Partial<Peer>) => ({
  peers: network.profile.peers.map((peer, index) =>
    index === 0 && peer.tls ? { ...peer, ...change(peer.tls) } : peer,
  ),
});
const PEER = 'peer0.HospitalMSP';
const NOBODY = '127.0.0.1:1';

describe('a look at a network', () => {
  it('finds nothing wrong where nothing is, and when each certificate ends', async () => {
    const identities = memberIdentities(membersIn(network.home), network.profile);
    const findings = await examineNetwork(network.profile, identities, 3_000);
    expect(findings.map(({ kind, fault }) => `${kind} ${fault}`)).toEqual([
      ...Array(3).fill('peer null'),
      ...Array(6).fill('member null'),
    ]);
    expect(findings.every(({ until }) => until !== null && until > new Date())).toBe(true);
  });

  it('names the address at which nobody answers', async () => {
    expect(await faults(withFirst(() => ({ endpoint: NOBODY })))).toEqual([
      `${PEER} ADDRESS`,
      'lakeside ADDRESS',
    ]);
  });

  it('names the certificate of a peer that is another authority’s or another name’s', async () => {
    const { certificate } = await createAuthority('other', new Date());
    const authority = withFirst((tls) => ({ tls: { ...tls, authority: certificate } }));
    expect((await faults(authority))[0]).toBe(`${PEER} TLS_AUTHORITY`);
    const name = withFirst((tls) => ({ tls: { ...tls, serverName: 'peer0.elsewhere.example' } }));
    expect((await faults(name))[0]).toBe(`${PEER} TLS_NAME`);
  });

  it('names the certificate of a member that is another’s, another authority’s, or not the key’s', async () => {
    const other = memberIdentity(network.home, 'northgate');
    expect(await faults({}, other)).toEqual(['lakeside ATTRIBUTE']);
    expect(await faults({}, { ...lakeside(), privateKey: other.privateKey })).toEqual(['lakeside KEY']);
    const now = new Date();
    const request = { authority: await createAuthority('HospitalMSP', now), commonName: 'x', now } as const;
    const foreign = { msp: 'HospitalMSP', ...(await issueCertificate({ ...request, role: 'client' })) };
    expect(await faults({}, foreign)).toEqual(['lakeside AUTHORITY']);
  });

  it('names the channel, ledger, chaincode or policy that is not the profile’s', async () => {
    expect(await faults({ channel: 'ward' })).toEqual(['lakeside CHANNEL']);
    expect(await faults({ genesis: 'ab'.repeat(32) })).toEqual(['lakeside LEDGER']);
    expect(await faults({ chaincode: 'other' })).toEqual(['lakeside CHAINCODE']);
    const endorsement = { required: 3, msps: ['HospitalMSP', 'PayerMSP', 'RegulatorMSP'] };
    expect(await faults({ endorsement })).toEqual(['lakeside POLICY']);
  });

  it('names a member whom the ledger does not know, and one whom the channel does not let write', async () => {
    const peer = network.key('peers', 'HospitalMSP');
    const organizations = [{ id: 'lakeside', msp: 'HospitalMSP', attribute: null }];
    expect(await faults({ organizations }, peer)).toEqual(['lakeside ACCESS']);
    const stranger = [{ id: 'westend', msp: 'HospitalMSP', attribute: 'lakeside' }];
    const findings = await examineNetwork(
      { ...network.profile, organizations: stranger },
      new Map([['westend', lakeside()]]),
      3_000,
    );
    expect(findings.at(-1)).toMatchObject({ name: 'westend', fault: 'UNREGISTERED' });
  });

  it('takes a member’s key from a folder as Fabric’s own tools write it', () => {
    const folder = join(network.home, 'enrolled');
    const { certificate, privateKey } = lakeside();
    for (const [place, name, text] of [
      ['signcerts', 'cert.pem', certificate],
      ['keystore', 'priv_sk', privateKey],
    ] as const) {
      mkdirSync(join(folder, 'lakeside', 'msp', place), { recursive: true });
      writeFileSync(join(folder, 'lakeside', 'msp', place, name), text);
    }
    expect([...memberIdentities(folder, network.profile)]).toEqual([['lakeside', lakeside()]]);
  });
});

describe('a ledger with several peers of an organization', () => {
  it('is used through another when one is away, and testified by another', async () => {
    const { profile } = network;
    const [first] = profile.peers;
    if (!first) throw new Error('there is no peer');
    const ledger = connectLedger(
      { ...profile, peers: [...Array(3).fill({ ...first, endpoint: NOBODY }), ...profile.peers] },
      lakeside(),
    );
    try {
      const prepared = await ledger.prepare('registry:organization', ['lakeside']);
      await ledger.send(prepared);
      expect(await ledger.status(prepared.transactionId, 10_000)).toMatchObject({ state: 'VALID' });
      expect(await ledger.receipts(prepared.transactionId)).toHaveLength(3);
      for await (const { number } of ledger.blocks({ from: 0, signal: AbortSignal.timeout(10_000) })) {
        expect(number).toBe(0);
        break;
      }
    } finally {
      ledger.close();
    }
  });
});
