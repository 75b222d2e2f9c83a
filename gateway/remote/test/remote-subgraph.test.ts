import { contextSigner, makeContextKey } from '@caretrail/kit/remote';
import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAsk } from '../../test/ask.ts';
import { CALLERS } from '../../test/callers.ts';
import { overHttp } from '../../test/over-http.ts';
import { guarded, sdlSubgraph } from '../../test/sdl-subgraph.ts';
import { connectSubgraph } from '../connect-subgraph.ts';
import { Transport, type TransportOptions } from '../transport.ts';
import { json, scriptedSubgraph } from './scripted-subgraph.ts';

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@policy", "@tag"])
  type Query { near: Int ${guarded('open')} a: A ${guarded('open')} } type Mutation { set(to: Int): Int ${guarded('open')} }
  type A @key(fields: "id") { id: ID! ${guarded('open')} far: Int ${guarded('open')} }`;
const OTHER = `type Query { here: Int ${guarded('open')} start: A ${guarded('open')} } type A @key(fields: "id") { id: ID! ${guarded('open')} b: Int ${guarded('open')} }`;

const sign = contextSigner(makeContextKey().privateJwk);
const silent = pino({ level: 'silent' });
const cleanup: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanup.splice(0).reverse()) await step();
});

/** A hub over a scripted subgraph, and an honest one beside it. */
async function start(options: TransportOptions = {}) {
  const scripted = await scriptedSubgraph(SDL);
  const transport = new Transport(options);
  cleanup.push(
    () => scripted.close(),
    () => transport.close(),
  );
  const onSchemaChange = vi.fn();
  const remote = await connectSubgraph(
    { name: 'scripted', url: scripted.url, sign, transport, onSchemaChange, logger: silent },
    AbortSignal.timeout(5_000),
  );
  const other = sdlSubgraph('other', OTHER, {
    Query: { here: () => 1, start: () => ({ id: 'start' }) },
    A: { __resolveReference: (a: object) => a, b: () => 2 },
  });
  return { scripted, other, onSchemaChange, ask: await createAsk([remote, other]) };
}

const UNAVAILABLE = {
  message: 'A part of this system does not answer.',
  extensions: { code: 'UNAVAILABLE' },
};
const INTERNAL = {
  message: 'Something went wrong here.',
  extensions: { code: 'INTERNAL', correlation: 'request-1' },
};

describe('a hub asks a subgraph in another process', () => {
  it('over connections that stay open', async () => {
    const { ask, scripted } = await start();
    scripted.answers(json({ data: { near: 7 } }));
    for (let turn = 0; turn < 20; turn++)
      expect(await ask(CALLERS.public, '{ near }')).toEqual({ data: { near: 7 } });
    expect(scripted.asked).toHaveLength(20);
    expect(scripted.sockets.size).toBeLessThanOrEqual(2);
  });

  it('a second time when a connection broke under a query', async () => {
    const { ask, scripted } = await start();
    let broken = 0;
    scripted.answers((response) =>
      broken++ === 0 ? response.destroy() : json({ data: { near: 7 } })(response),
    );
    expect(await ask(CALLERS.public, '{ near }')).toEqual({ data: { near: 7 } });
    expect(scripted.asked).toHaveLength(2);
  });

  it('never a second time for a mutation', async () => {
    const { ask, scripted } = await start();
    scripted.answers((response) => response.destroy());
    const { data, errors } = await ask(CALLERS.public, 'mutation { set(to: 1) }');
    expect([data, errors]).toEqual([{ set: null }, [UNAVAILABLE]]);
    expect(scripted.asked).toHaveLength(1);
  });

  it('no longer when the caller has gone: the work there ends', async () => {
    const { ask, scripted } = await start();
    const controller = new AbortController();
    const closed = new Promise((resolve) => {
      scripted.answers((response) => {
        response.on('close', resolve);
        setTimeout(() => controller.abort(new DOMException('', 'AbortError')), 10);
      });
    });
    await expect(ask(CALLERS.public, '{ near }', { signal: controller.signal })).rejects.toThrow(
      DOMException,
    );
    await closed;
  });

  it('no longer than the deadline of a fetch, and answers what others gave', async () => {
    const { ask, scripted } = await start({ deadline: 50 });
    scripted.answers(() => {});
    expect(await ask(CALLERS.public, '{ near here }')).toEqual({
      data: { near: null, here: 1 },
      errors: [{ message: 'A part of this system did not answer in time.', extensions: { code: 'TIMEOUT' } }],
    });
  });

  it('and tells of one that is gone nothing but that', async () => {
    const { ask, scripted } = await start();
    await scripted.close();
    const { data, errors } = await ask(CALLERS.public, '{ near here }');
    expect([data, errors]).toEqual([{ near: null, here: 1 }, [UNAVAILABLE]]);
  });
});

describe('an answer that is none', () => {
  it.each([
    ['an error of a proxy', 'UNAVAILABLE', json('<html>Bad gateway 10.0.0.7</html>', 502)],
    ['a stack', 'UNAVAILABLE', json({ errors: [{ message: 'at /srv/app.js:1' }] }, 500)],
    ['a refused signature', 'UNAVAILABLE', json({}, 401)],
    ['no JSON', 'INTERNAL', json('{"data":{"near":')],
    ['a list', 'INTERNAL', json([])],
    ['data that is no object', 'INTERNAL', json({ data: 7 })],
    ['errors that are none', 'INTERNAL', json({ errors: 'column "ssn"' })],
    ['errors without words', 'INTERNAL', json({ errors: [{ sql: 'select' }] })],
  ])('%s is told as %s', async (_, code, answer) => {
    const { ask, scripted } = await start();
    scripted.answers(answer);
    expect(await ask(CALLERS.public, '{ near here }')).toEqual({
      data: { near: null, here: 1 },
      errors: [code === 'INTERNAL' ? INTERNAL : UNAVAILABLE],
    });
  });

  it('that never ends is cut', async () => {
    const { ask, scripted } = await start({ mostAnswer: 100_000 });
    let written = 0;
    scripted.answers((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!response.destroyed && response.write('"'.padEnd(10_000))) written += 10_000;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    const { data, errors } = await ask(CALLERS.public, '{ near here }');
    expect([data, errors]).toEqual([{ near: null, here: 1 }, [UNAVAILABLE]]);
    expect(written).toBeLessThan(20_000_000);
  });

  it('with words of its own is scrubbed', async () => {
    const { ask, scripted } = await start();
    const error = { message: 'column "ssn" at 10.0.0.7', path: ['near'], extensions: { stacktrace: ['x'] } };
    scripted.answers(json({ data: { near: null }, errors: [error] }));
    expect(await ask(CALLERS.public, '{ near }')).toEqual({
      data: { near: null },
      errors: [{ ...INTERNAL, path: ['near'] }],
    });
  });

  it('with names of prototypes changes no prototype', async () => {
    const { ask, scripted } = await start();
    scripted.answers(
      json('{"data":{"near":1,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}'),
    );
    expect(await ask(CALLERS.public, '{ near }')).toEqual({ data: { near: 1 } });
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([
    [
      'fields that nobody asked for',
      { a: { __typename: 'A', id: '1', far: 1, secret: 'x' } },
      { id: '1', far: 1, b: 2 },
    ],
    ['an object of another type', { a: { __typename: 'B', id: '1', far: 1 } }, { id: '1', far: 1, b: null }],
    ['no key', { a: { __typename: 'A', far: 1 } }, null],
  ])('with %s adds nothing to what is told', async (_, data, told) => {
    const { ask, scripted } = await start();
    scripted.answers(json({ data }));
    const answer = await ask(CALLERS.public, '{ a { id far b } }');
    expect(answer.data).toEqual({ a: told });
  });
});

describe('a subgraph whose schema changed', () => {
  it('is not asked by the old plan: the hub is told, and composes anew', async () => {
    const { ask, scripted, onSchemaChange } = await start();
    scripted.answers(json({}, 409));
    expect((await ask(CALLERS.public, '{ near here }')).errors).toEqual([UNAVAILABLE]);
    expect(onSchemaChange).toHaveBeenCalledOnce();
  });

  it('that cannot be had is named at the start, without its address', async () => {
    const scripted = await scriptedSubgraph(SDL);
    await scripted.close();
    const transport = new Transport();
    const connecting = connectSubgraph(
      { name: 'scripted', url: scripted.url, sign, transport, logger: silent },
      AbortSignal.timeout(700),
    );
    await expect(connecting).rejects.toThrow(/^The subgraph scripted does not give its schema: (?!.*127)/);
    await transport.close();
  });
});

describe('fetches of one subgraph', () => {
  const startPair = async (b: (of: { id?: string }) => unknown) => {
    const one = sdlSubgraph(
      'one',
      `type Query { a: A ${guarded('open')} again: A ${guarded('open')} } type A @key(fields: "id") { id: ID! ${guarded('open')} }`,
      { Query: { a: () => ({ id: 'a' }), again: () => ({ id: 'again' }) } },
    );
    const two = sdlSubgraph('two', OTHER, {
      Query: { here: () => 1 },
      A: { __resolveReference: (a: object) => a, b },
    });
    const remote = await overHttp([one, two]);
    cleanup.push(() => remote.close());
    two.seen.ends.length = two.seen.operations.length = 0;
    return { two, ask: await createAsk(remote.subgraphs) };
  };
  const QUERY = '{ here a { b } again { b } }';

  it('that can start together are one transaction', async () => {
    const { two, ask } = await startPair(() => 2);
    expect(await ask(CALLERS.public, QUERY)).toEqual({ data: { here: 1, a: { b: 2 }, again: { b: 2 } } });
    expect([two.seen.operations.length, two.seen.ends]).toEqual([3, ['commit']]);
  });

  it('keep their errors apart', async () => {
    const { ask } = await startPair(({ id }) => {
      if (id === 'a') throw new Error('column "ssn"');
      return 2;
    });
    expect(await ask(CALLERS.public, QUERY)).toEqual({
      data: { here: 1, a: { b: null }, again: { b: 2 } },
      errors: [{ ...INTERNAL, path: ['a', 'b'] }],
    });
  });

  it.each([
    ['fewer results than fetches', [{ data: { near: 7 } }]],
    ['one result for all', { data: { near: 7 } }],
    ['results that are none', [{ data: { near: 7 } }, 7]],
  ])('answered with %s are not answered', async (_, answer) => {
    const { ask, scripted } = await start();
    scripted.answers(json(answer));
    const { data, errors } = await ask(CALLERS.public, '{ near start { far } }');
    expect(scripted.asked).toHaveLength(2);
    expect([data, errors]).toEqual([{ near: null, start: { far: null } }, [INTERNAL, INTERNAL]]);
  });
});

describe('every fetch', () => {
  const broken = (from: number) => {
    let times = 0;
    return {
      async execute() {
        times += 1;
        if (times > from) throw new Error('connection lost');
      },
    };
  };

  it('is on record before its reply: when a later one breaks, what others gave may leave', async () => {
    const one = sdlSubgraph(
      'one',
      `type Query { near: Int ${guarded('open')} } type A @key(fields: "id") { id: ID! ${guarded('open')} next: A ${guarded('open')} }`,
      {
        Query: { near: () => 7 },
        A: { __resolveReference: (a: object) => a, next: () => ({ id: 'next' }) },
      },
    );
    // The first is for the schema, and what is asked of the next thing cannot go with the second.
    const two = sdlSubgraph(
      'two',
      OTHER.replace('type Query {', `type Query { a: A ${guarded('open')}`),
      {
        Query: { here: () => 1, a: () => ({ id: 'a' }) },
        A: { __resolveReference: (a: object) => a, b: () => 2 },
      },
      broken(2),
    );
    const remote = await overHttp([one, two]);
    cleanup.push(() => remote.close());
    const ask = await createAsk(remote.subgraphs);
    expect(await ask(CALLERS.public, '{ near here a { next { b } } }')).toEqual({
      data: { near: 7, here: 1, a: { next: { b: null } } },
      errors: [UNAVAILABLE],
    });
    expect(two.seen.ends).toEqual(['commit', 'commit', 'rollback']);
  });

  it('that cannot be recorded gives nothing', async () => {
    let commits = 0;
    const two = sdlSubgraph(
      'two',
      OTHER,
      { Query: { here: () => 1 } },
      {
        commit: () => (commits++ === 0 ? Promise.resolve() : Promise.reject(new Error('disk full'))),
      },
    );
    const remote = await overHttp([two]);
    cleanup.push(() => remote.close());
    const ask = await createAsk(remote.subgraphs);
    expect(await ask(CALLERS.public, '{ here }')).toEqual({ data: { here: null }, errors: [UNAVAILABLE] });
    expect(two.seen.ends).toEqual(['commit', 'rollback']);
  });
});
