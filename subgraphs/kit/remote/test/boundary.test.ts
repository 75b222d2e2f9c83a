import { randomUUID, sign as signBytes } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Pool, storedContexts } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLERS } from '../../../../gateway/test/callers.ts';
import { clinic } from '../../../../gateway/test/clinic.ts';
import { contextKeys } from '../context/context-keys.ts';
import { makeContextKey } from '../context/make-keys.ts';
import { contextSigner } from '../context/sign-context.ts';
import { type CallerContext, CONTEXT_HEADER, digestOf } from '../context/signed-context.ts';
import type { Listener } from '../server/listener.ts';
import { serveSubgraph } from '../server/serve-subgraph.ts';

const { patients } = clinic();
const own = makeContextKey();
const stranger = makeContextKey();
const folder = mkdtempSync(join(tmpdir(), 'caretrail-keys-'));
const keyFile = join(folder, 'context-keys.json');
const writeKeys = (...keys: object[]) => writeFileSync(keyFile, JSON.stringify({ keys }));

let database: TestDatabase;
let pool: Pool;
let contexts: ReturnType<typeof storedContexts>;
let one: Listener;
let other: Listener;
beforeAll(async () => {
  database = await startTestDatabase();
  pool = connect(database.address('caretrail_patients'), { max: 4 });
  contexts = storedContexts(pool);
  writeKeys(own.publicJwk);
  // Two processes of one subgraph, as behind a balancer: what they share is the database.
  [one, other] = await Promise.all([serve(), serve()]);
});
afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  contexts.close();
  await pool.end();
  await database.stop();
  rmSync(folder, { recursive: true });
});

const serve = () =>
  serveSubgraph({
    subgraph: patients,
    keys: contextKeys(keyFile),
    used: storedContexts(pool),
    ready: async () => true,
    port: 0,
    logger: pino({ level: 'silent' }),
  });

const bodyOf = (query: string, variables = {}) =>
  JSON.stringify({ query, variables, extensions: { request: randomUUID(), operation: 'Test' } });
const BODY = bodyOf('{ patient(id: "p1") { id state } }');
const context: CallerContext = { caller: CALLERS.clinician, schema: digestOf(patients.sdl) };
const sign = contextSigner(own.privateJwk);

async function post(token: string | null, body = BODY, { url } = one) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== null && { [CONTEXT_HEADER]: token }) },
    body,
  });
  return { status: response.status, text: await response.text() };
}

const REFUSED = {
  status: 401,
  text: '{"errors":[{"message":"This is for a hub alone.","extensions":{"code":"UNAUTHENTICATED"}}]}',
};

describe('a subgraph on a port of its own', () => {
  it('answers a fetch with the context that a hub signed for it', async () => {
    expect(await post(sign('patients', BODY, context))).toEqual({
      status: 200,
      text: '{"data":{"patient":{"id":"p1","state":"MA"}}}',
    });
  });

  it('asks as the caller of the context, and records before it replies', async () => {
    patients.seen.callers.length = patients.seen.ends.length = 0;
    await post(sign('patients', BODY, { ...context, caller: CALLERS.auditor }));
    expect([patients.seen.callers, patients.seen.ends]).toEqual([[CALLERS.auditor], ['commit']]);
  });

  it.each([
    ['a query', BODY],
    ['its schema', bodyOf('{ _service { sdl } }')],
    ['entities', bodyOf('query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }', { r: [] })],
    ['introspection', bodyOf('{ __schema { types { name } } }')],
    ['no GraphQL at all', 'x'],
  ])('refuses %s without a context, and says the same to all', async (_, body) => {
    patients.seen.operations.length = 0;
    expect(await post(null, body)).toEqual(REFUSED);
    expect(patients.seen.operations).toEqual([]);
  });

  it.each([
    ['GET', '/graphql?query={__typename}'],
    ['GET', '/'],
    ['GET', '/healthz'],
    ['POST', '/healthz/ready'],
    ['OPTIONS', '/graphql'],
    ['DELETE', '/nothing'],
  ])('%s %s is refused as well', async (method, path) => {
    expect((await fetch(`${one.url}${path}`, { method })).status).toBe(401);
  });

  it.each(['live', 'ready'])('tells anybody that it is %s, and nothing more', async (what) => {
    const response = await fetch(`${one.url}/healthz/${what}`);
    expect([response.status, await response.json()]).toEqual([200, { status: what }]);
  });
});

describe('fetches that come as a list', () => {
  const fetches = (...queries: readonly string[]) => queries.map((query) => JSON.parse(bodyOf(query)));
  /** All of one request. */
  const ofOne = (...queries: readonly string[]) => {
    const [first] = fetches('');
    return JSON.stringify(fetches(...queries).map((fetch) => ({ ...fetch, extensions: first.extensions })));
  };
  const NAME = '{ patient(id: "p1") { id } }';

  it('are answered as a list, under one context and in one transaction', async () => {
    patients.seen.ends.length = 0;
    const body = ofOne(NAME, '{ patient(id: "p2") { id } }');
    expect(await post(sign('patients', body, context), body)).toEqual({
      status: 200,
      text: '[{"data":{"patient":{"id":"p1"}}},{"data":{"patient":{"id":"p2"}}}]',
    });
    expect(patients.seen.ends).toEqual(['commit']);
  });

  it.each([
    ['none', '[]'],
    ['of several requests', JSON.stringify(fetches(NAME, NAME))],
    ['too many', ofOne(...Array.from({ length: 51 }, () => NAME))],
    ['a mutation among others', ofOne(NAME, 'mutation { set }')],
  ])('are refused: %s', async (_, body) => {
    patients.seen.operations.length = 0;
    expect((await post(sign('patients', body, context), body)).status).toBe(400);
    expect(patients.seen.operations).toEqual([]);
  });
});

describe('a context', () => {
  it('counts once, in whatever process of the subgraph', async () => {
    const token = sign('patients', BODY, context);
    expect((await post(token)).status).toBe(200);
    expect(await post(token)).toEqual(REFUSED);
    expect(await post(token, BODY, other)).toEqual(REFUSED);
  });

  it('counts once when it comes twenty times at the same moment', async () => {
    const token = sign('patients', BODY, context);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => post(token, BODY, n % 2 ? one : other)),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(19);
  });

  it('counts for the body it was signed for alone, to the byte', async () => {
    expect(await post(sign('patients', BODY, context), `${BODY} `)).toEqual(REFUSED);
    expect(await post(sign('patients', BODY, context), bodyOf('{ patient(id: "p2") { id } }'))).toEqual(
      REFUSED,
    );
  });

  it('counts for one subgraph alone', async () => {
    expect(await post(sign('claims', BODY, context))).toEqual(REFUSED);
  });

  it.each([
    ['has lived its seconds', -60_000],
    ['comes from a clock that is far ahead', 60_000],
  ])('that %s is refused', async (_, shift) => {
    const late = contextSigner(own.privateJwk, () => Date.now() + shift);
    expect(await post(late('patients', BODY, context))).toEqual(REFUSED);
  });

  it('of another key is refused, also under the name of ours', async () => {
    const forged = contextSigner({ ...stranger.privateJwk, kid: own.privateJwk.kid });
    expect(await post(contextSigner(stranger.privateJwk)('patients', BODY, context))).toEqual(REFUSED);
    expect(await post(forged('patients', BODY, context))).toEqual(REFUSED);
  });

  it.each([
    ['no algorithm', { alg: 'none', typ: 'caretrail-context+jwt', kid: own.publicJwk.kid }],
    ['a shared secret', { alg: 'HS256', typ: 'caretrail-context+jwt', kid: own.publicJwk.kid }],
    ['another type of token', { alg: 'EdDSA', typ: 'at+jwt', kid: own.publicJwk.kid }],
  ])('with %s is refused', async (_, header) => {
    const [, payload = ''] = sign('patients', BODY, context).split('.');
    const head = Buffer.from(JSON.stringify(header)).toString('base64url');
    const key = { key: own.privateJwk, format: 'jwk' as const };
    const signature = signBytes(null, Buffer.from(`${head}.${payload}`), key).toString('base64url');
    expect(await post(`${head}.${payload}.${header.alg === 'none' ? '' : signature}`)).toEqual(REFUSED);
  });

  it('whose caller was changed on the way is refused', async () => {
    const [head, payload = '', signature] = sign('patients', BODY, {
      ...context,
      caller: CALLERS.public,
    }).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const raised = Buffer.from(JSON.stringify({ ...claims, caller: CALLERS.clinician })).toString(
      'base64url',
    );
    expect(await post(`${head}.${raised}.${signature}`)).toEqual(REFUSED);
  });

  it('with a role that its tier does not have is refused, whoever signed it', async () => {
    const odd = { ...CALLERS.public, role: 'auditor' as const };
    expect(await post(sign('patients', BODY, { ...context, caller: odd }))).toEqual(REFUSED);
  });

  it('of a hub that composed another schema is told so', async () => {
    expect(await post(sign('patients', BODY, { ...context, schema: 'old' }))).toMatchObject({ status: 409 });
  });
});

describe('a key', () => {
  let turn = 0;
  /** Each write has a time of its own: files written within one tick of the clock look alike. */
  const rotate = (...keys: object[]) => {
    writeKeys(...keys);
    turn += 10;
    utimesSync(keyFile, new Date(), new Date(Date.now() + turn * 1000));
  };
  const next = makeContextKey();
  const status = async (key: ReturnType<typeof makeContextKey>) =>
    (await post(contextSigner(key.privateJwk)('patients', BODY, context))).status;

  it('counts from when it is in the file, and no longer than it is there', async () => {
    expect([await status(own), await status(next)]).toEqual([200, 401]);
    rotate(own.publicJwk, next.publicJwk);
    await expect.poll(() => status(next), { timeout: 10_000 }).toBe(200);
    expect(await status(own)).toBe(200);
    rotate(next.publicJwk);
    await expect.poll(() => status(own), { timeout: 10_000, interval: 500 }).toBe(401);
    expect(await status(next)).toBe(200);
  });

  it('stays while its file cannot be read', async () => {
    writeFileSync(keyFile, '{ half');
    utimesSync(keyFile, new Date(), new Date(Date.now() + 500_000));
    expect([await status(next), await status(stranger)]).toEqual([200, 401]);
  });
});

describe('contexts that are used up together', () => {
  const until = new Date(Date.now() + 10_000);

  it('count once each, also those of one id, here and beside', async () => {
    const beside = storedContexts(pool);
    const ids = Array.from({ length: 40 }, () => randomUUID());
    const uses = await Promise.all(
      [...ids, ...ids.toReversed(), ...ids].map(async (id, turn) => ({
        id,
        first: await (turn % 2 ? contexts : beside).use(id, until),
      })),
    );
    beside.close();
    const counted = uses.filter(({ first }) => first).map(({ id }) => id);
    expect(counted.toSorted()).toEqual(ids.toSorted());
  });
});

describe('what was used up', () => {
  const count = async () =>
    (await pool<{ count: number }[]>`select count(*)::int as count from access.used_context`)[0]?.count;

  it('is remembered for as long as it is worth anything, then forgotten', async () => {
    const forgetful = storedContexts(pool, 20);
    const before = (await count()) ?? 0;
    expect(before).toBeGreaterThan(10);
    await forgetful.use('an-old-context', new Date(Date.now() - 120_000));
    await expect.poll(count).toBe(before);
    forgetful.close();
  });

  it('is changed by no subgraph', async () => {
    await expect(pool`update access.used_context set until = now()`).rejects.toMatchObject({ code: '42501' });
  });
});
