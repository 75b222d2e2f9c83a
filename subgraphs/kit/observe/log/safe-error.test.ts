import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { safeError } from './safe-error.ts';

const caught = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('an error in the log', () => {
  it.each([
    ['a reader of JSON', caught(() => JSON.parse('Josephine'))],
    ['the engine', caught(() => Reflect.apply(Object.defineProperty, null, ['Josephine', 'x', {}]))],
    ['an address', caught(() => new URL('Josephine'))],
    ['graphql', new GraphQLError('Variable "$name" got invalid value "Josephine"')],
    [
      'PostgreSQL',
      Object.assign(new Error('invalid input syntax for type uuid: "Josephine"'), {
        code: '22P02',
        detail: 'Key (name)=(Josephine) is there already.',
        query: "select 'Josephine'",
      }),
    ],
    ['a thrown text', 'Josephine'],
    ['a class of that name', Object.assign(new Error(''), { code: 'Josephine' })],
    ['a cause', new Error('outside', { cause: new Error('Josephine') })],
  ])('of %s repeats no value', (_name, error) => {
    expect(JSON.stringify(safeError(error))).not.toContain('Josephine');
  });

  it('names the class, the code and the place', () => {
    const error = Object.assign(new TypeError('secret'), { code: '22P02' });
    expect(safeError(error)).toMatchObject({ type: 'TypeError', code: '22P02' });
    expect(safeError(error).stack).toContain('safe-error.test.ts');
  });

  it('keeps the words of the system’s own errors', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:7051'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    expect(safeError(refused)).toMatchObject({ message: 'connect ECONNREFUSED 127.0.0.1:7051' });
  });

  it('of a loop of causes ends', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(safeError(error)).length).toBeLessThan(20_000);
  });
});
