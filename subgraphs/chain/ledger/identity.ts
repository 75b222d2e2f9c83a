import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LedgerIdentity } from './ledger.ts';
import type { LedgerProfile } from './profile.ts';

const identityShape = z.strictObject({ msp: z.string(), certificate: z.string(), privateKey: z.string() });

/** Parses a file that holds one identity: {msp, certificate, privateKey}. */
export const parseIdentityFile = (text: string): LedgerIdentity => identityShape.parse(JSON.parse(text));

/** The service identity of a member whose key a deployment holds, from its home folder. */
export const memberIdentity = (home: string, member: string): LedgerIdentity =>
  parseIdentityFile(readFileSync(join(membersIn(home), `${member}.json`), 'utf8'));

/** The folder of a home with the keys of its members. */
export const membersIn = (home: string): string => join(home, 'ledger', 'keys', 'members');

/**
 * The identities of a profile's members whose keys are in a folder: `<member>.json`, or a folder `<member>` as Fabric's
 * own tools write them (an MSP's, with `signcerts` and `keystore`). Throws for a file that is none, naming it.
 */
export function memberIdentities(
  folder: string,
  { organizations }: LedgerProfile,
): ReadonlyMap<string, LedgerIdentity> {
  const found = organizations.flatMap(({ id, msp }): [string, LedgerIdentity][] => {
    const file = join(folder, `${id}.json`);
    if (existsSync(file)) return [[id, parseIdentityFile(readFileSync(file, 'utf8'))]];
    const place = [join(folder, id, 'msp'), join(folder, id)].find((path) =>
      existsSync(join(path, 'signcerts')),
    );
    if (place === undefined) return [];
    const certificate = onlyFile(join(place, 'signcerts'));
    return [[id, { msp, certificate, privateKey: onlyFile(join(place, 'keystore')) }]];
  });
  return new Map(found);
}

function onlyFile(folder: string): string {
  const [name, ...others] = readdirSync(folder);
  if (name === undefined || others.length > 0) throw new Error(`${folder} must hold one file`);
  return readFileSync(join(folder, name), 'utf8');
}
