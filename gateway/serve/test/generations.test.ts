import type { Subgraph } from '@caretrail/kit';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LIMITS } from '../../guard/limits.ts';
import { CALLERS } from '../../test/callers.ts';
import { guarded, sdlSubgraph } from '../../test/sdl-subgraph.ts';
import { startTestHub } from '../../test/test-hub.ts';
import { buildGeneration } from '../generation.ts';
import type { Hub } from '../options.ts';
import { warm } from '../warm.ts';

/** The n-th schema of a subgraph: it says its number, and has a field that no other has. */
const schema = (n: number): Subgraph =>
  sdlSubgraph(
    'numbers',
    `type Query { number: Int ${guarded('open')} only${n}: Int ${guarded('open')} slow: Int ${guarded('open')} }`,
    {
      Query: {
        number: () => n,
        slow: () => new Promise((resolve) => setTimeout(resolve, 20, n)),
      },
    },
  );

const answer = z.object({
  data: z.object({
    number: z.number(),
    slow: z.number(),
    __type: z.object({ fields: z.array(z.object({ name: z.string() })) }),
    policies: z.array(z.object({ fields: z.array(z.string()) })),
  }),
});

describe('a request sees one generation (V11)', () => {
  let hub: Hub;
  beforeAll(async () => {
    hub = await startTestHub({ subgraphs: [schema(0)] });
  });
  afterAll(() => hub.close());

  const QUERY = '{ number slow __type(name: "Query") { fields { name } } policies { fields } }';
  const ask = async () => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
    });
    return answer.parse(await response.json()).data;
  };

  it('while schemas are replaced under load', async () => {
    const seen = new Set<number>();
    let replacing = true;
    const load = Array.from({ length: 8 }, async () => {
      while (replacing) {
        const { number, slow, __type, policies } = await ask();
        const fields = __type.fields.map(({ name }) => name).filter((name) => name.startsWith('only'));
        const explained = policies.flatMap((one) => one.fields).filter((name) => name.includes('only'));
        expect({ slow, fields, explained }).toEqual({
          ...{ slow: number, fields: [`only${number}`], explained: [`Query.only${number}`] },
        });
        seen.add(number);
      }
    });
    for (let n = 1; n <= 6; n++) {
      await hub.compose([schema(n)]);
      expect((await ask()).number).toBe(n);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    replacing = false;
    await Promise.all(load);
    expect(seen.size).toBeGreaterThan(2);
  });

  it('and the last schema asked for is the one that stays, whatever each took to build', async () => {
    await Promise.all([7, 8, 9].map((n) => hub.compose([schema(n)])));
    expect((await ask()).number).toBe(9);
  });

  it('and a schema that may not be served replaces nothing', async () => {
    const unguarded = sdlSubgraph('numbers', 'type Query { number: Int }', {});
    await expect(hub.compose([unguarded])).rejects.toThrow('Query.number names no policy');
    expect((await ask()).number).toBe(9);
    await hub.compose([schema(10)]);
    expect((await ask()).number).toBe(10);
  });
});

describe('a generation is warmed by what was asked of the one before', () => {
  const options = { limits: LIMITS, logger: pino({ level: 'silent' }) };
  const run = async (generation: Awaited<ReturnType<typeof buildGeneration>>, text: string) => {
    const server = generation.public;
    const understood = server.hub.understand({ text, operationName: null, variables: {} });
    const info = { id: 'request-1', operation: 'Test', signal: new AbortController().signal };
    return server.run(text, { understood, caller: CALLERS.public, info });
  };

  it('has its plans, forgets what it no longer takes, and hands on what it knows', async () => {
    const before = await buildGeneration([schema(1)], options);
    await run(before, '{ number }');
    await run(before, '{ only1 }');
    const next = await buildGeneration([schema(2)], options);
    await warm(next, before);
    expect(next.public.hub.familiar().map(({ text }) => text)).toEqual(['{ number }']);
    expect(next.hospital.hub.familiar()).toEqual([]);
    let planned = 0;
    const { view } = next.public.hub;
    Object.assign(next.public.hub, {
      view: {
        ...view,
        plan(...given: Parameters<typeof view.plan>) {
          planned += 1;
          return view.plan(...given);
        },
      },
    });
    expect(await run(next, '{ number }')).toEqual({ data: { number: 2 } });
    expect(planned).toBe(0);
    await run(next, '{ slow }');
    expect(planned).toBe(1);
  });

  it('keeps nothing of who asked', async () => {
    const generation = await buildGeneration([schema(1)], options);
    const { hub } = generation.hospital;
    const understood = hub.understand({ text: '{ number }', operationName: null, variables: {} });
    const info = { id: 'request-1', operation: 'Test', signal: new AbortController().signal };
    await hub.answer(understood, CALLERS.clinician, info);
    expect(JSON.stringify(hub.familiar())).not.toMatch(/clinician-1|lakeside/);
  });
});
