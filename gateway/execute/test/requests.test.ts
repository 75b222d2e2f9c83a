import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createAsk } from '../../test/ask.ts';
import { CALLERS } from '../../test/callers.ts';
import { clinic } from '../../test/clinic.ts';
import { guarded, sdlSubgraph } from '../../test/sdl-subgraph.ts';

const TWO = `type Query { near: Int ${guarded('open')} } type A @key(fields: "id") { id: ID! ${guarded('open')} far: Int ${guarded('open')} }`;
const ONE = `type Query { a: A ${guarded('open')} again: A ${guarded('open')} } type A @key(fields: "id") { id: ID! ${guarded('open')} }
  type Mutation { set(to: Int): A ${guarded('open')} }`;

function pair(two: Parameters<typeof sdlSubgraph>[3] = {}, far: () => unknown = () => 1) {
  const one = sdlSubgraph('one', ONE, {
    Query: { a: () => ({ id: 'a' }), again: () => ({ id: 'a' }) },
    Mutation: { set: () => ({ id: 'a' }) },
    A: { __resolveReference: (a: object) => a },
  });
  const other = sdlSubgraph(
    'two',
    TWO,
    { Query: { near: () => 7 }, A: { __resolveReference: (a: object) => a, far } },
    two,
  );
  return { one, other };
}

describe('every subgraph asked', () => {
  it('has recorded the access before the answer is there', async () => {
    const { one, other } = pair();
    const ask = await createAsk([one, other]);
    expect(await ask(CALLERS.public, '{ a { far } }')).toEqual({ data: { a: { far: 1 } } });
    expect([one.seen.ends, other.seen.ends]).toEqual([['commit'], ['commit']]);
  });

  it('is opened once a request, and not at all if nothing is fetched from it', async () => {
    const { one, other } = pair();
    const ask = await createAsk([one, other]);
    await ask(CALLERS.public, '{ a { id } again { id } }');
    expect([one.seen.callers, other.seen.callers]).toEqual([[CALLERS.public], []]);
    await ask(CALLERS.public, '{ __schema { queryType { name } } __typename }');
    expect(one.seen.callers).toHaveLength(1);
  });

  it('keeps the answer back if one of them cannot record the access', async () => {
    const failing = { commit: () => Promise.reject(new Error('disk full on /var/lib/postgresql')) };
    const { one, other } = pair(failing);
    const ask = await createAsk([one, other]);
    await expect(ask(CALLERS.public, '{ a { far } }')).rejects.toThrow('disk full');
    expect(other.seen.ends).toEqual(['rollback']);
  });
});

describe('a change', () => {
  it('is committed before other subgraphs are asked about what it made', async () => {
    const order: string[] = [];
    const { one, other } = pair({ execute: async () => void order.push(one.seen.ends.join()) });
    const ask = await createAsk([one, other]);
    expect(await ask(CALLERS.public, 'mutation { set(to: 1) { far } }')).toEqual({
      data: { set: { far: 1 } },
    });
    expect(order).toEqual(['commit']);
  });

  it('whose commit fails is told as failed, and one after it is still made', async () => {
    const text = `type Query { near: Int ${guarded('open')} } type Mutation { set(to: Int): Int ${guarded('open')} }`;
    let times = 0;
    const commit = async () => {
      times += 1;
      if (times === 1) throw new Error('disk full on /var/lib/postgresql');
    };
    const one = sdlSubgraph('one', text, { Mutation: { set: () => 1 } }, { commit });
    const two = sdlSubgraph(
      'two',
      `type Query { far: Int ${guarded('open')} } type Mutation { put(to: Int): Int ${guarded('open')} }`,
      { Mutation: { put: () => 2 } },
    );
    const ask = await createAsk([one, two]);
    const { data, errors } = await ask(CALLERS.public, 'mutation { set(to: 1) put(to: 2) }');
    expect(data).toEqual({ set: null, put: 2 });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['INTERNAL']);
    expect([one.seen.ends, two.seen.ends]).toEqual([['rollback'], ['commit']]);
  });
});

describe('a subgraph that breaks', () => {
  it('leaves what others gave', async () => {
    const broken = { execute: () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432')) };
    const { one, other } = pair(broken);
    const ask = await createAsk([one, other]);
    const { data, errors } = await ask(CALLERS.public, '{ a { id far } }');
    expect(data).toEqual({ a: { id: 'a', far: null } });
    expect(errors).toEqual([
      { message: 'Something went wrong here.', extensions: { code: 'INTERNAL', correlation: 'request-1' } },
    ]);
    expect([one.seen.ends, other.seen.ends]).toEqual([['commit'], ['rollback']]);
  });

  it('after it gave data takes the whole answer with it, since that was not recorded', async () => {
    let times = 0;
    const second = {
      execute: async () => {
        times += 1;
        if (times > 1) throw new Error('connection lost');
      },
    };
    const { one, other } = pair(second);
    const ask = await createAsk([one, other]);
    await expect(ask(CALLERS.public, '{ near a { far } }')).rejects.toThrow('two broke while answering');
    expect(one.seen.ends).toEqual(['rollback']);
  });

  it('tells of its errors nothing but that there was one', async () => {
    const { one, other } = pair({}, () => {
      throw new Error('column "ssn" does not exist at character 8');
    });
    const ask = await createAsk([one, other]);
    const { errors } = await ask(CALLERS.public, '{ a { far } }');
    expect(errors).toEqual([
      {
        message: 'Something went wrong here.',
        path: ['a', 'far'],
        extensions: { code: 'INTERNAL', correlation: 'request-1' },
      },
    ]);
  });

  it('tells of a refusal only what a refusal has', async () => {
    const { one, other } = pair({}, () => {
      const denial = { code: 'CONSENT_DENIED', policy: 'person.see', reason: 'No.', requires: [] };
      throw new GraphQLError('select * from secret', {
        extensions: { ...denial, sql: 'select', stacktrace: ['x'] },
      });
    });
    const ask = await createAsk([one, other]);
    const { errors } = await ask(CALLERS.public, '{ a { far } }');
    expect(errors).toEqual([
      {
        message: 'No.',
        path: ['a', 'far'],
        extensions: { code: 'CONSENT_DENIED', policy: 'person.see', reason: 'No.', requires: [] },
      },
    ]);
  });
});

describe('a request that is given up', () => {
  it.each([
    ['its time is over', new DOMException('', 'TimeoutError')],
    ['its caller has gone', new DOMException('', 'AbortError')],
  ])('since %s, ends at once and is rolled back', async (_, reason) => {
    const controller = new AbortController();
    const { one, other } = pair({ execute: () => new Promise(() => {}) });
    const ask = await createAsk([one, other]);
    const answer = ask(CALLERS.public, '{ a { far } }', { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await expect(answer).rejects.toBe(reason);
    expect([one.seen.ends, other.seen.ends]).toEqual([['rollback'], ['rollback']]);
  });
});

describe('what is fetched', () => {
  it('asks for an entity once, however often it is in the answer', async () => {
    const { patients, claims, trace } = clinic();
    const asked: unknown[] = [];
    const counting = {
      ...trace,
      open: (...given: Parameters<typeof trace.open>) => {
        const request = trace.open(...given);
        return {
          ...request,
          execute: (...[document, variables]: Parameters<typeof request.execute>) => {
            asked.push(variables['representations']);
            return request.execute(document, variables);
          },
        };
      },
    };
    const ask = await createAsk([patients, claims, counting]);
    const text =
      '{ patients(first: 3) { edges { node { encounters(first: 1) { edges { node { patient { trace { anchor } } } } } } } } happenings(patient: "p1") { ... on Encounter { patient { trace { anchor } } } } }';
    await ask(CALLERS.clinician, text);
    expect(asked.flat()).toHaveLength(4);
  });

  it('keeps names that mean something to prototypes as names', async () => {
    const { one, other } = pair();
    const ask = await createAsk([one, other]);
    const text = '{ __proto__: a { constructor: id prototype: far } toString: near }';
    const answer = await ask(CALLERS.public, text);
    expect(JSON.stringify(answer)).toBe(
      '{"data":{"__proto__":{"constructor":"a","prototype":1},"toString":7}}',
    );
    expect(Object.prototype).not.toHaveProperty('far');
  });

  it('is as long a list of refusals as a person reads, then a sum', async () => {
    const text = `type Query { rows: [Row!]! ${guarded('open')} } type Row { x: Int ${guarded('open')} }`;
    const denial = { code: 'CONSENT_DENIED', policy: 'open', reason: 'No.', requires: [] };
    const rows = sdlSubgraph('rows', text, {
      Query: { rows: () => Array.from({ length: 150 }, () => ({})) },
      Row: {
        x: () => {
          throw new GraphQLError('no', { extensions: denial });
        },
      },
    });
    const ask = await createAsk([rows]);
    const { errors } = await ask(CALLERS.public, '{ rows { x } }');
    expect(errors).toHaveLength(101);
    expect(errors?.at(-1)?.message).toBe('50 more refusals.');
  });
});

describe('a null that its place may not hold', () => {
  const text = `type Query { a: A ${guarded('open')} list: [A!] ${guarded('open')} } type A { must: Int! b: B! c: [B!]! may: Int } type B { must: Int! }`;
  const ask = async (a: unknown, query: string) => {
    const subgraph = sdlSubgraph('s', text, { Query: { a: () => a, list: () => [a] } });
    return (await createAsk([subgraph]))(CALLERS.public, query);
  };
  const whole = { must: 1, b: { must: 1 }, c: [{ must: 1 }] };

  it.each([
    ['{ a { must } }', { ...whole, must: null }, { a: null }],
    ['{ a { b { must } may } }', { ...whole, b: { must: null } }, { a: null }],
    ['{ a { c { must } } }', { ...whole, c: [{ must: 1 }, { must: null }] }, { a: null }],
    ['{ list { must } }', { ...whole, must: null }, { list: null }],
    ['{ a { c { must } } }', whole, { a: { c: [{ must: 1 }] } }],
  ])('%s goes up to the next that may be null', async (query, value, data) => {
    const answer = await ask(value, query);
    expect(answer.data).toEqual(data);
    expect(answer.errors?.length ?? 0).toBe(value === whole ? 0 : 1);
  });
});
