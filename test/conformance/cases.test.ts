import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
/** Rows of a page's tables that name a test in their third column, by words of its title in the fourth. */
const casesOf = (page: string) =>
  readFileSync(join(root, page), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, , , file]) => file?.endsWith('.test.ts'))
    .map(([, id = '', attack = '', file = '', title = '']) => ({ id, attack, file, title }));

const isTried = ({ file, title }: { readonly file: string; readonly title: string }) => {
  expect(title.length).toBeGreaterThan(10);
  expect(readFileSync(join(root, file), 'utf8')).toContain(title);
};

const CASES = casesOf('docs/attack-cases.md');
const THREATS = casesOf('docs/threat-model.md');

describe('the list of attacks', () => {
  it('has every case of those that a strong hub must survive', () => {
    const named = (letter: string, last: number) =>
      Array.from({ length: last }, (_, n) => `${letter}${n + 1}`);
    const listed = new Set(CASES.map(({ id }) => id));
    expect(
      [...named('A', 15), ...named('V', 11), ...named('Z', 21), ...named('S', 8), ...named('H', 5)].filter(
        (id) => !listed.has(id),
      ),
    ).toEqual([]);
  });

  it.each(CASES)('$id is tried: $attack', isTried);
});

describe('the threat model', () => {
  it('has a row for each adversary', () => {
    expect(THREATS.length).toBeGreaterThan(40);
  });

  it.each(THREATS)('“$id” is tried', isTried);
});
