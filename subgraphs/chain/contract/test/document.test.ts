import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as door from '@caretrail/proof/command';
import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../refusal.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/contracts.md'), 'utf8');

const commands = Object.values(door).filter(
  (value): value is typeof value & door.Command<unknown> => typeof value === 'object' && 'shape' in value,
);

describe('the page about the contracts', () => {
  it('lists every refusal, in the order of the catalogue', () => {
    const listed = page.slice(page.indexOf('## Refusals')).matchAll(/^\| `([A-Z_]+)` \|/gm);
    expect([...listed].map(([, code]) => code)).toEqual(Object.keys(REFUSALS));
  });

  it('lists every command with its members and, for each statement, who signs', () => {
    expect(commands.length).toBe(17);
    for (const { contract, function: name, shape, statements } of commands) {
      const section = page.slice(page.indexOf(`\n### ${contract}`)).split('\n### ')[1] ?? '';
      const row = section.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
      const [, , members, signers = ''] = row?.split('|') ?? [];
      expect(members?.trim(), `${contract}:${name}`).toBe(`\`${Object.keys(shape).join(' ')}\``);
      expect(signers.split(',').filter((signer) => /key/.test(signer)).length, name).toBe(statements);
    }
  });
});
