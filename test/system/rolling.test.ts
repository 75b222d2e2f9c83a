import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, openAsker } from './asker.ts';
import { startBalancer } from './balancer.ts';
import { type Program, type Programs, startPrograms } from './programs.ts';

let programs: Programs;
let balancer: Awaited<ReturnType<typeof startBalancer>>;
let hubs: Program[];
let inProcess: Asker;
let balanced: Asker;
beforeAll(async () => {
  programs = await startPrograms();
  balancer = await startBalancer();
  hubs = await Promise.all([programs.startHub(), programs.startHub()]);
  await Promise.all(hubs.map(({ url }) => balancer.add(url)));
  inProcess = await openAsker();
  balanced = await openAsker(balancer.url);
}, 60_000);
afterAll(async () => {
  await balancer?.close();
  await programs?.stop();
}, 60_000);

const WIDE = `{ patients(first: 10) { totalCount nodes { id pseudonym birthYear trace { anchor }
  encounters(first: 3) { nodes { month claims(first: 1) { nodes { state total { value } trace { anchor } } } } } } } }`;

describe('two hubs side by side, their subgraphs in processes of their own', () => {
  it.each(['clinician', 'adjudicator', 'auditor', 'patient', 'public'])(
    'answer %s as the one process does',
    async (persona) => {
      const answer = await balanced.ask(persona, WIDE);
      expect(answer).toEqual(await inProcess.ask(persona, WIDE));
    },
  );

  it('share what a caller holds: a cursor of one is good at the other', async () => {
    const text = `query ($after: String) { patients(first: 2, after: $after) { edges { node { id } } pageInfo { endCursor } } }`;
    const seen = new Set<string>();
    let after: string | null = null;
    for (let page = 0; page < 4; page++) {
      const { data, errors } = await balanced.ask('clinician', text, { variables: { after } });
      expect(errors).toBeUndefined();
      const told = JSON.stringify(data);
      for (const [, id] of told.matchAll(/"id":"([^"]+)"/g)) seen.add(id ?? '');
      after = /"endCursor":"([^"]+)"/.exec(told)?.[1] ?? null;
    }
    expect(seen.size).toBe(8);
    expect(balancer.answered.size).toBe(2);
  });

  it('share budgets with the hub that `npm start` runs', async () => {
    const few = await programs.startHub({ CARETRAIL_REQUESTS_PER_MINUTE: '10' });
    const asker = await openAsker(few.url);
    const headers = await asker.headersOf('registrar');
    const status = async () => (await fetch(`${few.url}/graphql?query={__typename}`, { headers })).status;
    // What the launcher's hub takes at a time is more than ten; a minute may end between the two.
    await expect
      .poll(async () => {
        await inProcess.ask('registrar', '{ __typename }');
        return status();
      })
      .toBe(429);
  });

  const LIGHT =
    '{ patients(first: 3) { nodes { pseudonym trace { anchor } claims(first: 1) { totalCount } } } }';

  it('are replaced under load, one after the other, and no request is lost', async () => {
    const statuses: number[] = [];
    const wrong: unknown[] = [];
    let running = true;
    const client = async () => {
      while (running) {
        const { status, data, errors } = await balanced.ask('clinician', LIGHT).catch((error) => ({
          status: 0,
          data: null,
          errors: [error],
        }));
        statuses.push(status);
        if (errors !== undefined || !JSON.stringify(data).includes('"pseudonym"'))
          wrong.push({ status, errors });
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const load = Promise.all(Array.from({ length: 4 }, client));
    const before = [...hubs];
    const codes: (number | null)[] = [];
    for (const old of before) {
      const next = await programs.startHub();
      await balancer.add(next.url);
      codes.push(await old.stop());
      balancer.remove(old.url);
      hubs.push(next);
    }
    const replaced = statuses.length;
    while (statuses.length < replaced + 20) await new Promise((resolve) => setTimeout(resolve, 50));
    running = false;
    await load;
    expect(wrong).toEqual([]);
    expect(codes).toEqual([0, 0]);
    expect(statuses.length).toBeGreaterThan(50);
    for (const { url } of hubs) expect(balancer.answered.get(url)).toBeGreaterThan(5);
  }, 90_000);

  it('need no word with a worker, of which a second one may run', async () => {
    const worker = await programs.startWorker();
    expect(await worker.stop()).toBe(0);
  });

  it('go on without a subgraph, and say so', async () => {
    expect(await programs.subgraphs.claims.stop()).toBe(0);
    const { status, data, errors } = await balanced.ask('clinician', WIDE);
    expect([status, errors?.[0]?.extensions?.['code']]).toEqual([200, 'UNAVAILABLE']);
    expect(JSON.stringify(data)).toContain('"claims":null');
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONN|claims broke/);
  });
});
