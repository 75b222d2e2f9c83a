import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const room = join(import.meta.dirname, '..');

/** Sources of the package itself. */
const sources = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/^(test|node_modules)[\\/]/.test(file),
);

describe('the package', () => {
  it('needs nothing but itself, and Node only where a browser takes another file', () => {
    const foreign = sources.flatMap((file) =>
      [...readFileSync(join(room, file), 'utf8').matchAll(/from '([^']+)'/g)]
        .map(([, specifier = '']) => specifier)
        .filter((specifier) => !specifier.startsWith('.') && specifier !== '#sha256')
        .map((specifier) => `${file}: ${specifier}`),
    );
    expect(foreign).toEqual([join('hash', 'sha256-node.ts: node:crypto')]);
  });

  it('reads no clock, draws no random number and does no input or output', () => {
    const impure =
      /\bDate\.now\b|new Date\(\)|Math\.random|getRandomValues|randomUUID|\bfetch\(|\bprocess\.|\bBuffer\b/;
    expect(sources.filter((file) => impure.test(readFileSync(join(room, file), 'utf8')))).toEqual([]);
  });
});
