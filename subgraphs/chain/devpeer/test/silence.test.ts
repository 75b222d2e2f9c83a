import { connect, createServer, type Server, type Socket } from 'node:net';
import { connectLedger, LedgerError, memberIdentity } from '@caretrail/chain/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestLedger, type TestLedger } from '../testing/index.ts';

/** Passes bytes on to a peer, until it is told to hold them: connections stay open, and nothing comes back. */
class StickyProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async to(endpoint: string): Promise<StickyProxy> {
    const [host, port] = endpoint.split(':');
    const server = createServer();
    const proxy = new StickyProxy(server);
    server.on('connection', (near) => {
      const far = connect(Number(port), host);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        proxy.#sockets.add(from);
        from.pipe(to);
        from.on('error', () => {});
        from.on('close', () => to.destroy());
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get endpoint(): string {
    const place = this.#server.address();
    return `127.0.0.1:${typeof place === 'object' && place ? place.port : 0}`;
  }

  hold(): void {
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

let network: TestLedger;
let proxy: StickyProxy;
beforeAll(async () => {
  network = await startTestLedger();
  proxy = await StickyProxy.to(
    network.profile.peers.find(({ msp }) => msp === 'HospitalMSP')?.endpoint ?? '',
  );
});
afterAll(async () => {
  proxy?.close();
  await network?.stop();
});

const deadlines = { evaluate: 300, endorse: 300, submit: 300, receipt: 300, silence: 300 };

function behindProxy() {
  const { profile } = network;
  const peers = profile.peers.map((peer) => ({ ...peer, endpoint: proxy.endpoint }));
  return connectLedger({ ...profile, peers }, memberIdentity(network.home, 'lakeside'), deadlines);
}

describe('a peer that takes everything and answers nothing', () => {
  it('keeps no call waiting beyond its deadline', async () => {
    const ledger = behindProxy();
    await ledger.evaluate('registry:organization', ['lakeside']);
    await expect(ledger.receipts('ab'.repeat(32))).rejects.toThrow(LedgerError); // its connections are open now
    proxy.hold();
    const begun = performance.now();
    const id = 'ab'.repeat(32);
    const calls = [
      ledger.evaluate('registry:organization', ['lakeside']),
      ledger.prepare('registry:organization', ['lakeside']),
      ledger.send({ transactionId: id, envelope: new Uint8Array() }),
      ledger.lookUp(id),
      ledger.receipts(id),
      ledger.height(300),
    ];
    for (const answer of await Promise.allSettled(calls))
      expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(LedgerError) });
    expect(await ledger.status(id, 300)).toEqual({ state: 'UNKNOWN' });
    expect(performance.now() - begun).toBeLessThan(5000);
    ledger.close();
  });
});

describe('a stream of blocks that is silent', () => {
  it('is opened again and again, with no gap and no double', async () => {
    const ledger = connectLedger(network.profile, memberIdentity(network.home, 'lakeside'), deadlines);
    const seen: number[] = [];
    const stop = new AbortController();
    const reading = (async () => {
      for await (const { number } of ledger.blocks({ from: 0, signal: stop.signal })) seen.push(number);
    })();
    const height = await ledger.height(5000);
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(height);
    await new Promise((resolve) => setTimeout(resolve, 3 * deadlines.silence));
    const prepared = await network.connect('lakeside').prepare('registry:organization', ['lakeside']);
    await network.connect('lakeside').send(prepared);
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(height + 1);
    stop.abort();
    await reading;
    expect(seen).toEqual(seen.map((_, index) => index));
    ledger.close();
  });
});
