import { createHash } from 'node:crypto';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../guard/limits.ts';
import { Memory } from './memory.ts';

const schema = buildSchema('type Query { a(b: [Int!]): Int }');
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

describe('what a tier has understood before', () => {
  it('is remembered', () => {
    const memory = new Memory(schema, LIMITS);
    const checked = memory.check('{ a }');
    expect(memory.check('{ a }')).toBe(checked);
    expect(memory.document(hashOf('{ a }'))).toBe(checked.document);
  });

  it.each([
    [
      'fields in fragments',
      (n: number) => `query Q${n} { ${'...F '.repeat(30)} } fragment F on Query { ${'a '.repeat(60)} }`,
    ],
    ['many tokens', (n: number) => `query Q${n} { a(b: [${'1 '.repeat(4_900)}]) }`],
  ])('fills no memory with small questions of large plans: %s', (_, question) => {
    const memory = new Memory(schema, LIMITS);
    for (let number = 0; number < 80; number++) memory.check(question(number));
    expect(memory.document(hashOf(question(79)))).toBeDefined();
    expect(memory.document(hashOf(question(0)))).toBeUndefined();
  });
});
