import { dirname, join, relative, sep } from 'node:path';

/** A room, by the folder it lives in, and the rooms it may import (architecture.md, "Doors"). */
export interface Room {
  readonly name: string;
  readonly folder: string;
  readonly mayImport: readonly string[];
}

/** What is put together by launcher and command: all but the explorer, which is only built and served. */
const PRODUCT = [
  'kit',
  'proof',
  'db',
  'patients',
  'claims',
  'chain',
  'ledger',
  'membership',
  'consortium',
  'contract',
  'devpeer',
  'network',
  'gateway',
  'identity',
];

/** The longest folder wins, so that a room inside another one has doors of its own. */
const ROOMS: readonly Room[] = [
  { name: 'proof', folder: 'subgraphs/kit/proof', mayImport: [] },
  { name: 'kit', folder: 'subgraphs/kit', mayImport: ['proof'] },
  { name: 'db', folder: 'db', mayImport: ['proof'] },
  { name: 'patients', folder: 'subgraphs/patients', mayImport: ['kit', 'proof', 'db'] },
  { name: 'claims', folder: 'subgraphs/claims', mayImport: ['kit', 'proof', 'db'] },
  { name: 'contract', folder: 'subgraphs/chain/contract', mayImport: ['proof'] },
  { name: 'membership', folder: 'subgraphs/chain/membership', mayImport: ['proof'] },
  { name: 'ledger', folder: 'subgraphs/chain/ledger', mayImport: ['proof', 'membership'] },
  {
    name: 'consortium',
    folder: 'subgraphs/chain/consortium',
    mayImport: ['proof', 'membership', 'ledger'],
  },
  {
    name: 'devpeer',
    folder: 'subgraphs/chain/devpeer',
    mayImport: ['proof', 'contract', 'membership', 'ledger', 'consortium'],
  },
  {
    name: 'network',
    folder: 'subgraphs/chain/network',
    mayImport: ['proof', 'contract', 'membership', 'ledger', 'consortium'],
  },
  { name: 'chain', folder: 'subgraphs/chain', mayImport: ['kit', 'proof', 'db', 'membership', 'ledger'] },
  { name: 'launch', folder: 'gateway/launch', mayImport: PRODUCT },
  { name: 'command', folder: 'gateway/command', mayImport: [...PRODUCT, 'launch'] },
  { name: 'guard', folder: 'gateway/guard', mayImport: ['kit', 'proof', 'db', 'gateway'] },
  { name: 'identity', folder: 'gateway/identity', mayImport: ['kit', 'proof', 'db', 'gateway'] },
  {
    name: 'gateway',
    folder: 'gateway',
    mayImport: ['kit', 'proof', 'guard', 'identity', 'patients', 'claims', 'chain'],
  },
  { name: 'explorer', folder: 'explorer', mayImport: ['proof'] },
];

/** Package names by the folder they stand for; a subpath (`@caretrail/chain/ledger`) is looked up as a folder below it. */
const PACKAGES: Readonly<Record<string, string>> = {
  '@caretrail/proof': 'subgraphs/kit/proof',
  '@caretrail/kit': 'subgraphs/kit',
  '@caretrail/db': 'db',
  '@caretrail/patients': 'subgraphs/patients',
  '@caretrail/claims': 'subgraphs/claims',
  '@caretrail/chain': 'subgraphs/chain',
  '@caretrail/contract': 'subgraphs/chain/contract',
  '@caretrail/network': 'subgraphs/chain/network',
  '@caretrail/devpeer': 'subgraphs/chain/devpeer',
  '@caretrail/gateway': 'gateway',
  '@caretrail/explorer': 'explorer',
};

export function roomOf(file: string): Room | undefined {
  const path = file.split(sep).join('/');
  return ROOMS.filter((room) => path.startsWith(`${room.folder}/`)).sort(
    (a, b) => b.folder.length - a.folder.length,
  )[0];
}

/** The file or folder inside the project that an import names, or null for a library or a part of Node. */
function target(file: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return relative('.', join(dirname(file), specifier));
  const name = specifier.split('/').slice(0, 2).join('/');
  const folder = PACKAGES[name];
  return folder === undefined ? null : `${folder}${specifier.slice(name.length)}/`;
}

/** The sentence that names the closed door an import goes through, or null if it may. */
export function closedDoor(file: string, specifier: string): string | null {
  const from = roomOf(file);
  const to = target(file, specifier);
  if (!from || to === null) return null;
  const room = roomOf(to);
  if (!room || room.name === from.name || from.mayImport.includes(room.name)) return null;
  return `${file}: ${from.name} may not import ${room.name} (${specifier})`;
}
