import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { guarded, sdlSubgraph } from '../../test/sdl-subgraph.ts';
import { startTestHub } from '../../test/test-hub.ts';
import type { Hub } from '../options.ts';

let hub: Hub;
let ready = true;
beforeAll(async () => {
  hub = await startTestHub({
    ready: () => ready,
    trust: async () => '{"version":1}',
    mounts: [
      {
        path: '/oidc',
        async handle(request, response) {
          response.end(`issuer ${request.url}`);
        },
      },
    ],
  });
});
afterAll(() => hub.close());

const answerOf = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).loose() }))
    .optional(),
});

async function post(body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const { errors, ...rest } = answerOf.parse(JSON.parse(text));
  return {
    status: response.status,
    headers: response.headers,
    text,
    codes: errors?.map((one) => one.extensions.code),
    ...rest,
  };
}

/** A request with header lines as they are, also twice: name, value, name, value, …  */
function raw(path: string, lines: readonly string[], body?: unknown) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const request = httpRequest(`${hub.url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: [...lines],
      });
      request.on('error', reject);
      request.on('response', (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += String(chunk);
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      });
      request.end(body === undefined ? undefined : JSON.stringify(body));
    },
  );
}

describe('a request for another name', () => {
  it.each(['/graphql?query={__typename}', '/oidc/x', '/healthz/live', '/trust.json'])(
    'is not answered, whatever that name points to: %s',
    async (path) => {
      const { status, text } = await raw(path, ['host', 'evil.example:4000']);
      expect(status).toBe(421);
      expect(text).not.toMatch(/data|issuer|live|version/);
      expect((await raw(path, ['host', 'localhost:4000'])).status).toBe(200);
    },
  );
});

describe('a header sent twice', () => {
  const query = { query: '{ me { tier role } }' };
  const host = () => ['host', new URL(hub.url).host];
  const JSON_TYPE = ['content-type', 'application/json'];

  it('is no token, even if the first one is', async () => {
    const twice = ['authorization', 'Bearer clinician', 'authorization', 'Bearer analyst'];
    const { status, text } = await raw('/graphql', [...host(), ...JSON_TYPE, ...twice], query);
    expect(status).toBe(401);
    expect(text).not.toContain('clinician');
  });

  it('is no content type, even if the first one is', async () => {
    const { status } = await raw('/graphql', [...host(), ...JSON_TYPE, 'content-type', 'text/plain'], query);
    expect(status).toBe(415);
  });
});

describe('who asks', () => {
  it('is the public without a token', async () => {
    expect((await post({ query: '{ me { tier } }' })).data).toEqual({ me: { tier: 'public' } });
  });

  it('is nobody with a token that is not one, and never the public', async () => {
    const { status, codes, data, headers } = await post(
      { query: '{ me { tier } }' },
      { authorization: 'Bearer nobody' },
    );
    expect([status, codes, data]).toEqual([401, ['UNAUTHENTICATED'], undefined]);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('decides by the tier which schema there is', async () => {
    const query = '{ __type(name: "Patient") { name } }';
    expect((await post({ query })).data).toEqual({ __type: null });
    expect((await post({ query }, { authorization: 'Bearer clinician' })).data).toEqual({
      __type: { name: 'Patient' },
    });
    expect((await post({ query })).data).toEqual({ __type: null });
  });

  it('is not raised by headers, extensions or variables', async () => {
    const { data } = await post(
      {
        query: '{ me { tier role } }',
        extensions: { tier: 'regulator', role: 'auditor' },
        variables: { tier: 'regulator' },
      },
      {
        'x-user-role': 'auditor',
        'x-caller': 'regulator',
        'caretrail-tier': 'regulator',
        forwarded: 'for=127.0.0.1',
      },
    );
    expect(data).toEqual({ me: { tier: 'public', role: null } });
  });
});

describe('a request that is not one', () => {
  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/json; charset=utf-16', 415],
    ['application/json; charset=utf-7', 415],
    ['application/json; charset="utf-8"', 200],
  ])('of content type %s gets %i', async (type, status) => {
    expect((await post({ query: '{ __typename }' }, { 'content-type': type })).status).toBe(status);
  });

  it.each([
    ['a batch', [{ query: '{ __typename }' }, { query: '{ __typename }' }]],
    ['an empty query', { query: '' }],
    ['a number', 7],
    ['no JSON', '{'],
    ['variables in a list', { query: '{ __typename }', variables: [] }],
  ])('%s gets 400', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
  });

  it('of more than 100 kB gets 413', async () => {
    expect(await post({ query: `{ __typename } #${'x'.repeat(120_000)}` })).toMatchObject({
      status: 413,
      codes: ['LIMIT_EXCEEDED'],
    });
  });

  it('that says nothing of its length is read no further than 100 kB', async () => {
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      });
      request.on('response', (response) => resolve(response.resume().statusCode));
      request.on('error', reject);
      for (let chunk = 0; chunk < 20; chunk++) request.write('x'.repeat(10_000));
    });
    expect(status).toBe(413);
  });

  it('that is compressed gets 415', async () => {
    expect((await post('x', { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH'])('with %s gets 405', async (method) => {
    const response = await fetch(`${hub.url}/graphql`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it('takes no type that answers have gets 406', async () => {
    expect((await post({ query: '{ __typename }' }, { accept: 'text/html' })).status).toBe(406);
  });
});

describe('a small question', () => {
  it.each([
    ['lists in lists, which a planner walks in 2^n steps', 24],
    ['lists in lists, deeper than the stack', 2_400],
  ])('stops nobody else: %s', async (_, levels) => {
    const value = `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const before = performance.now();
    const { codes } = await post({
      query: `{ explain(operation: "{ me { tier } }", variables: { a: ${value} }) { path } }`,
    });
    expect(codes).toEqual(['LIMIT_EXCEEDED']);
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe('a GET', () => {
  const get = (query: string, headers = {}) =>
    fetch(`${hub.url}/graphql?${new URLSearchParams({ query })}`, { headers });

  it('changes nothing', async () => {
    const response = await get('mutation { rename(id: "p1", name: "x") { id } }', {
      authorization: 'Bearer clinician',
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('of another origin that names a content type is refused', async () => {
    expect((await get('{ __typename }', { 'content-type': 'text/plain' })).status).toBe(415);
  });
});

describe('an answer', () => {
  it('is kept by nobody, guessed at by nobody, and read by no other origin', async () => {
    const { headers } = await post({ query: '{ __typename }' }, { origin: 'https://elsewhere.example' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers.has('access-control-allow-origin')).toBe(false);
    expect(headers.has('x-powered-by')).toBe(false);
  });

  it('to an operation that is not valid is 400 only where the client knows what that means', async () => {
    const bad = { query: '{ nothing }' };
    expect((await post(bad, { accept: 'application/graphql-response+json' })).status).toBe(400);
    expect((await post(bad, { accept: 'application/json' })).status).toBe(200);
  });

  it('holds no plan and no trace, whatever the headers ask', async () => {
    const { text } = await post(
      { query: '{ organization(id: "o1") { name } }' },
      { 'apollo-query-plan-experimental': '1', 'apollo-federation-include-trace': 'ftv1' },
    );
    expect(JSON.parse(text)).toEqual({ data: { organization: { name: 'Organization o1' } } });
  });

  it('of the federation’s own fields does not exist', async () => {
    const query = '{ _service { sdl } _entities(representations: []) { __typename } }';
    expect((await post({ query }, { authorization: 'Bearer clinician' })).codes).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });
});

describe('beside the graph', () => {
  it('tells whether it lives and whether it is ready', async () => {
    expect((await fetch(`${hub.url}/healthz/live`)).status).toBe(200);
    expect((await fetch(`${hub.url}/healthz/ready`)).status).toBe(200);
    ready = false;
    expect((await fetch(`${hub.url}/healthz/ready`)).status).toBe(503);
    ready = true;
  });

  it('gives its trust file', async () => {
    const response = await fetch(`${hub.url}/trust.json`);
    expect(await response.json()).toEqual({ version: 1 });
  });

  it('hands what lies under a mount on, whole', async () => {
    expect(await (await fetch(`${hub.url}/oidc/auth?x=1`)).text()).toBe('issuer /oidc/auth?x=1');
    expect((await fetch(`${hub.url}/oidcx`)).status).toBe(404);
  });
});

describe('every reply', () => {
  it.each(['/graphql?query={__typename}', '/oidc/x', '/healthz/live', '/nowhere'])(
    'is guessed at by nobody, framed by nobody, and read by no other origin: %s',
    async (path) => {
      const { headers } = await fetch(`${hub.url}${path}`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    },
  );
});

describe('a subgraph that does not answer', () => {
  const hanging = () =>
    sdlSubgraph(
      'slow',
      `type Query { slow: Int ${guarded('open')} }`,
      {},
      { execute: () => new Promise(() => {}) },
    );
  const ask = (url: string, signal: AbortSignal | null = null) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ slow }"}',
      signal,
    });

  it('is waited for until the deadline, and then the caller is told', async () => {
    const slow = hanging();
    const impatient = await startTestHub({ subgraphs: [slow], limits: { deadline: 60 } });
    const response = await ask(impatient.url);
    expect([response.status, await response.json()]).toEqual([
      504,
      { errors: [{ message: 'Answering took longer than is allowed.', extensions: { code: 'TIMEOUT' } }] },
    ]);
    expect(slow.seen.ends).toEqual(['rollback']);
    await impatient.close();
  });

  it('is left as soon as the caller hangs up', async () => {
    const slow = hanging();
    const patient = await startTestHub({ subgraphs: [slow] });
    const controller = new AbortController();
    const asked = ask(patient.url, controller.signal);
    await expect.poll(() => slow.seen.callers.length).toBe(1);
    controller.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(() => slow.seen.ends).toEqual(['rollback']);
    await patient.close();
  });
});

describe('closing', () => {
  it('lets a running request end and takes no new one', async () => {
    const slow = await startTestHub({
      mounts: [
        {
          path: '/slow',
          async handle(_request, response) {
            setTimeout(() => response.end('done'), 150);
          },
        },
      ],
    });
    const running = fetch(`${slow.url}/slow`).then((response) => response.text());
    await new Promise((resolve) => setTimeout(resolve, 50));
    await slow.close();
    expect(await running).toBe('done');
    await expect(fetch(`${slow.url}/healthz/live`)).rejects.toThrow();
  });

  it('waits for no request longer than it is told', async () => {
    const stuck = await startTestHub({
      drain: 50,
      mounts: [{ path: '/stuck', handle: () => new Promise(() => {}) }],
    });
    const running = fetch(`${stuck.url}/stuck`);
    running.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    await stuck.close();
    await expect(running).rejects.toThrow();
  });
});
