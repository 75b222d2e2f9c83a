import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { APPLICATION_MSPS, issueMemberKey, type Member, ORDERER_MSP } from '@caretrail/chain/consortium';
import { type LedgerIdentity, parseIdentityFile } from '@caretrail/chain/ledger';
import { createAuthority, issueCertificate } from '@caretrail/chain/membership';

/** All keys of the development network: one process holds them, which is what makes it one. */
export interface KeyStore {
  /** Roots by MSP, the orderer's included. */
  readonly authorities: ReadonlyMap<string, LedgerIdentity>;
  /** One peer and one administrator an application MSP. */
  readonly peers: ReadonlyMap<string, LedgerIdentity>;
  readonly administrators: ReadonlyMap<string, LedgerIdentity>;
  /** By number; a network without BFT uses the first. */
  readonly orderers: readonly LedgerIdentity[];
}

type Kind = 'authorities' | 'peers' | 'administrators' | 'orderers' | 'members';
const KINDS: readonly Kind[] = ['authorities', 'peers', 'administrators', 'orderers', 'members'];

/** Orderers of a BFT network: the fewest that withstand one that lies. */
const ORDERERS = 4;

/** Reads the keys in a folder, or makes them at the first start; a crash in between leaves nothing half made. */
export async function openKeyStore(folder: string, members: readonly Member[], now: Date): Promise<KeyStore> {
  if (!existsSync(folder)) await create(folder, members, now);
  const orderers = await readAll(join(folder, 'orderers'));
  if (orderers.size === 0) throw new Error(`${folder} holds no orderer key`);
  return {
    authorities: await readAll(join(folder, 'authorities')),
    peers: await readAll(join(folder, 'peers')),
    administrators: await readAll(join(folder, 'administrators')),
    orderers: [...orderers].sort(([a], [b]) => a.localeCompare(b)).map(([, identity]) => identity),
  };
}

async function create(folder: string, members: readonly Member[], now: Date): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  for (const kind of KINDS) await mkdir(join(unfinished, kind), { recursive: true, mode: 0o700 });
  const write = (kind: Kind, name: string, identity: LedgerIdentity) =>
    writeDurably(join(unfinished, kind, `${name}.json`), JSON.stringify(identity));
  for (const msp of [...APPLICATION_MSPS, ORDERER_MSP]) {
    const authority = await createAuthority(msp, now);
    await write('authorities', msp, { msp, ...authority });
    const host = msp.replace(/MSP$/, '').toLowerCase();
    if (msp === ORDERER_MSP) {
      for (let index = 0; index < ORDERERS; index += 1) {
        const commonName = `orderer${index}`;
        const orderer = await issueCertificate({ authority, commonName, role: 'orderer', now });
        await write('orderers', commonName, { msp, ...orderer });
      }
      continue;
    }
    const peer = await issueCertificate({ authority, commonName: `peer0.${host}`, role: 'peer', now });
    await write('peers', msp, { msp, ...peer });
    const admin = await issueCertificate({ authority, commonName: `admin.${host}`, role: 'admin', now });
    await write('administrators', msp, { msp, ...admin });
    for (const member of members.filter((candidate) => candidate.msp === msp))
      await write('members', member.id, await issueMemberKey(authority, member, now));
  }
  await rename(unfinished, folder);
  await syncFolder(dirname(folder));
}

async function readAll(folder: string): Promise<Map<string, LedgerIdentity>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const entries = names.map(
    async (name): Promise<[string, LedgerIdentity]> => [
      name.replace(/\.json$/, ''),
      parseIdentityFile(await readFile(join(folder, name), 'utf8')),
    ],
  );
  return new Map(await Promise.all(entries));
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync();
  await folder.close();
}
