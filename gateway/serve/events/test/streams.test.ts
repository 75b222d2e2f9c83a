import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { HubMetrics } from '../../../observe/metrics/hub-metrics.ts';
import { startTestHub } from '../../../test/test-hub.ts';
import type { Hub } from '../../options.ts';
import { Feed } from './feed.ts';

interface Ends {
  readonly ended: string[];
  sent: number;
}

let hub: Hub;
afterEach(() => hub.close());

async function start(feed: Feed, pace = { heartbeat: 200, patience: 300 }): Promise<Ends> {
  const ends: Ends = { ended: [], sent: 0 };
  const metrics: HubMetrics = {
    ...{ ended() {}, denied() {}, rateLimited() {}, fetched() {}, committed() {}, streamOpened() {} },
    streamEnded: (_, reason) => ends.ended.push(reason),
    eventsSent: (_, count) => {
      ends.sent += count;
    },
  };
  hub = await startTestHub({
    subgraphs: [feed.subgraph],
    live: { head: async () => feed.length, pace, limits: { caller: 2, all: 3 } },
    drain: 1_000,
    metrics,
  });
  return ends;
}

const headers = (caller: string) => ({ authorization: `Bearer ${caller}` });
const listen = (caller = 'clinician', more = {}) =>
  fetch(`${hub.url}/events`, { headers: { ...headers(caller), ...more } });

describe('a stream', () => {
  it('is held open by signs of life, and each of them asks anew', async () => {
    const feed = new Feed();
    await start(feed);
    const reader = (await listen()).body?.getReader();
    let text = '';
    while (text.split(': here').length < 4) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text).toMatch(/^retry: \d+\n\n: here\nid: 0\n\n/);
    expect(feed.asked).toBeGreaterThanOrEqual(3);
    await reader?.cancel();
  });

  it('asks on its own where the hub cannot see the end of the feed', async () => {
    const feed = new Feed();
    hub = await startTestHub({ subgraphs: [feed.subgraph], live: {} });
    const reader = (await listen()).body?.getReader();
    feed.length = 1;
    let text = '';
    while (!text.includes('event: record')) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text).toContain('id: 1\nevent: record');
    await reader?.cancel();
  });

  it('that is not read is dropped, and holds no more than a page or two', async () => {
    const feed = new Feed();
    feed.length = 1_000_000;
    const ends = await start(feed);
    const { hostname, port } = new URL(hub.url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.pause();
    socket.write(
      `GET /events HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer clinician\r\nlast-event-id: 0\r\n\r\n`,
    );
    await expect.poll(() => ends.ended, { timeout: 10_000 }).toEqual(['SLOW']);
    expect(ends.sent).toBeLessThan(100_000); // what fits into the system's own buffers
    socket.destroy();
  });

  it('goes on by itself while there is more, and tells each change once', async () => {
    const feed = new Feed();
    feed.length = 1_050;
    await start(feed);
    const reader = (await listen('clinician', { 'last-event-id': '100' })).body?.getReader();
    let text = '';
    while (!text.includes('id: 1050\n\n')) text += new TextDecoder().decode((await reader?.read())?.value);
    const ids = [...text.matchAll(/id: (\d+)\nevent: record/g)].map(([, id]) => Number(id));
    expect(ids).toEqual(Array.from({ length: 950 }, (_, index) => index + 101));
    await reader?.cancel();
  });

  it('ends with a word when the hub closes, so that its client goes to another', async () => {
    const ends = await start(new Feed());
    const response = await listen();
    const text = response.text();
    await wait(50);
    await hub.close();
    expect(await text).toMatch(/event: end\ndata: \{"code":"CLOSING"\}\n\n$/);
    expect(ends.ended).toEqual(['CLOSING']);
  });

  it('ends when a part does not answer, and does not begin while it does not', async () => {
    const feed = new Feed();
    await start(feed);
    const text = (await listen()).text();
    feed.failing = true;
    feed.length = 1;
    expect(await text).toMatch(/event: end\ndata: \{"code":"[A-Z]+"\}\n\n$/);
    const refused = await listen();
    expect(refused.status).toBe(503);
    expect(await refused.text()).not.toContain('database');
  });

  it('takes one of few places, which are free again when it ends', async () => {
    const ends = await start(new Feed());
    const streams = [await listen(), await listen(), await listen('patient')];
    for (const caller of ['clinician', 'adjudicator']) {
      const refused = await listen(caller);
      expect(refused.status).toBe(429);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] });
    }
    for (const stream of streams) await stream.body?.cancel();
    await expect.poll(() => ends.ended).toEqual(['GONE', 'GONE', 'GONE']);
    const again = await listen();
    expect(again.status).toBe(200);
    await again.body?.cancel();
  });
});
