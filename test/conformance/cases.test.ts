import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const CASES = readFileSync(join(root, 'docs/attack-cases.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| id'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, id = '', attack = '', file = '', title = '']) => ({ id, attack, file, title }));

describe('the list of attacks', () => {
  it('has every case of authorisation and of a tier’s schema', () => {
    const named = (letter: string, last: number) =>
      Array.from({ length: last }, (_, n) => `${letter}${n + 1}`);
    const listed = new Set(CASES.map(({ id }) => id));
    expect([...named('Z', 21), ...named('V', 11), ...named('S', 6)].filter((id) => !listed.has(id))).toEqual(
      [],
    );
  });

  it.each(CASES)('$id is tried: $attack', ({ file, title }) => {
    expect(title.length).toBeGreaterThan(10);
    expect(readFileSync(join(root, file), 'utf8')).toContain(title);
  });
});
