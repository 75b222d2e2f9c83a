import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallerName, type Graph, startGraph } from '../graph/start.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph?.close());

const WHO: readonly CallerName[] = ['public', 'patient', 'clinician', 'adjudicator', 'auditor'];
const repeat = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');
const bomb = `{ ...F0 } ${repeat(16, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)}
  fragment F16 on Query { __typename }`;

/** Each is one request that a hub without limits pays dearly for. */
const DEAR: readonly (readonly [string, string])[] = [
  ['1,000 aliases of a root field', `{ ${repeat(1_000, (n) => `a${n}: me { tier }`)} }`],
  ['1,000 aliases below', `{ me { ${repeat(1_000, (n) => `a${n}: tier`)} } }`],
  ['a field 10,000 times', `{ ${repeat(10_000, () => '__typename')} }`],
  ['1,000 known directives', `{ __typename ${repeat(1_000, () => '@include(if: true)')} }`],
  ['1,000 unknown directives', `{ __typename ${repeat(1_000, () => '@nothing')} }`],
  ['lists in lists', `{ policies { ${'admits { '.repeat(60)} stepUp ${'} '.repeat(60)} } }`],
  ['fragments in a circle', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
  ['a bomb of fragments', bomb],
  [
    'the schema in a circle',
    `{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} } '.repeat(8)} } } }`,
  ],
  ['a document of 90 kB', `{ ${repeat(18_000, () => 'me{x}').slice(0, 90_000)}`],
  ['overlapping fields', `{ ${repeat(600, () => 'me{tier role}')} }`],
  ['a page of a million', '{ organizations(first: 1000000) { nodes { id } } }'],
  ['a page of less than nothing', '{ organizations(first: -1) { nodes { id } } }'],
  ['the schema a hundred times', `{ ${repeat(101, (n) => `s${n}: __schema { types { name } }`)} }`],
];

describe('a request that would be dear is refused quickly, whoever asks', () => {
  it.each(WHO.flatMap((who) => DEAR.map(([title, text]) => ({ who, title, text }))))(
    '$who: $title',
    async ({ who, text }) => {
      const before = performance.now();
      const { data, errors } = await graph.ask(who, text);
      expect(performance.now() - before).toBeLessThan(2_000);
      expect(data ?? null).toBeNull();
      expect(errors?.[0]?.extensions.code).toMatch(
        /^(LIMIT_EXCEEDED|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|BAD_USER_INPUT)$/,
      );
    },
  );

  it.each(['patient', 'clinician', 'auditor'] as const)('%s: pages in pages, by variables', async (who) => {
    const text = `query ($n: Int) { patients(first: $n) { nodes { encounters(first: $n) { nodes { id } } } } }`;
    const { errors } = await graph.ask(who, text, { n: 200 });
    expect(errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
  });

  it('and the public has a tenth of what others have', async () => {
    const text = `{ ${repeat(11, (n) => `a${n}: organizations(first: 200) { nodes { id } }`)} }`;
    expect((await graph.ask('public', text)).errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
    expect((await graph.ask('clinician', text)).errors).toBeUndefined();
  });
});

describe('others go on', () => {
  it('while bombs are refused', async () => {
    const bombs = Promise.all(Array.from({ length: 20 }, () => graph.ask('public', bomb)));
    const before = performance.now();
    expect((await graph.ask('public', '{ __typename }')).data).toEqual({ __typename: 'Query' });
    expect(performance.now() - before).toBeLessThan(2_000);
    await bombs;
  });

  it('while operations come that nobody asked before', async () => {
    const odd = (n: number) => `query Q${n} { organizations(first: ${n % 200}) { nodes { id } } }`;
    await Promise.all(Array.from({ length: 60 }, (_, n) => graph.ask('public', odd(n))));
    expect((await graph.ask('public', odd(1))).errors).toBeUndefined();
  });
});

describe('a body', () => {
  const json = { 'content-type': 'application/json' };
  const send = (body: Buffer | string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${graph.url}/graphql`, { method: 'POST', headers }, (response) =>
        resolve(response.resume().statusCode),
      );
      sent.on('error', reject);
      sent.write(body);
      if (!('content-length' in headers)) sent.end();
    });

  it('of 50 MB is not read', async () => {
    expect(await send('x', { ...json, 'content-length': '50000000' })).toBe(413);
  });

  it('that unpacks to more is not unpacked', async () => {
    expect(await send(gzipSync(Buffer.alloc(10_000_000)), { ...json, 'content-encoding': 'gzip' })).toBe(415);
  });

  it.each(['utf-7', 'utf-32', 'x-user-defined'])('in %s is not read', async (charset) => {
    expect(await send('{}', { 'content-type': `application/json; charset=${charset}` })).toBe(415);
  });

  it('of a hundred operations holds ninety-nine too many', async () => {
    const batch = JSON.stringify(Array.from({ length: 100 }, () => ({ query: '{ __typename }' })));
    expect(await send(batch, json)).toBe(400);
  });
});
