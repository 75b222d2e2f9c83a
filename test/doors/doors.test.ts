import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closedDoor, roomOf } from './doors.ts';

const root = join(import.meta.dirname, '..', '..');
const IMPORTS =
  /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|^import\s+['"]([^'"]+)['"]/gm;

/** Files of the product as git sees them, new ones included; tests may look into any room. */
function sources(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter(
      (file) =>
        /\.(ts|svelte|mjs)$/.test(file) && !/\.test\.ts$|\/test\//.test(file) && !file.startsWith('test/'),
    );
}

function specifiers(text: string): string[] {
  return [...text.matchAll(IMPORTS)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

describe('the doors between rooms', () => {
  it('lets no file import from a room its own room has no door to', () => {
    const closed = sources().flatMap((file) =>
      specifiers(readFileSync(join(root, file), 'utf8')).map((specifier) => closedDoor(file, specifier)),
    );
    expect(closed.filter((sentence) => sentence !== null)).toEqual([]);
  });

  it('knows the room of every source file', () => {
    const homeless = sources().filter((file) => file.includes('/') && !roomOf(file));
    expect(homeless).toEqual([]);
  });

  it('names the closed door', () => {
    expect(closedDoor('subgraphs/claims/claim.ts', '@caretrail/patients')).toBe(
      'subgraphs/claims/claim.ts: claims may not import patients (@caretrail/patients)',
    );
    expect(closedDoor('subgraphs/kit/proof/verify.ts', '../errors/codes.ts')).toContain(
      'proof may not import kit',
    );
    expect(closedDoor('subgraphs/chain/index.ts', './ledger/port.ts')).toBeNull();
    expect(closedDoor('db/index.ts', 'postgres')).toBeNull();
  });
});
