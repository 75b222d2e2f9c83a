import { PUBLIC_CALLER } from '@caretrail/kit';
import { parse } from 'graphql';
import { pino } from 'pino';
import { ForeignSubgraph } from '../../../gateway/remote/foreign-subgraph.ts';
import type { Transport } from '../../../gateway/remote/transport.ts';
import { SubgraphUnavailable } from '../../../gateway/remote/unavailable.ts';
import type { Decoder } from '../decoder.ts';

const DOCUMENT = parse('{ product { name } }');

/** What a subgraph of somebody else's answers, as a hub goes on with it. */
export async function open(): Promise<Decoder> {
  let text = JSON.stringify({ data: { _service: { sdl: 'type Query { product: String }' } } });
  const transport = { post: async () => ({ status: 200, schema: null, text }) } as unknown as Transport;
  const options = { name: 'products', url: 'http://127.0.0.1', logger: pino({ level: 'silent' }), transport };
  const { signal } = new AbortController();
  const subgraph = await new ForeignSubgraph(options).connect(signal);
  const info = { id: 'a', operation: 'a', signal } as never;
  const answers = [
    { data: { product: { name: 'A', price: 1.5 } } },
    { data: null, errors: [{ message: 'no', path: ['product', 0, 'name'], extensions: { code: 'DENIED' } }] },
  ];
  return {
    shape: 'json',
    seeds: [...answers.map((answer) => JSON.stringify(answer)), text].map((answer) => Buffer.from(answer)),
    refuses: (error) => error instanceof SubgraphUnavailable,
    async decode(input) {
      text = Buffer.from(input).toString('utf8');
      const session = await subgraph.open(PUBLIC_CALLER, info);
      await session.execute(DOCUMENT, {});
    },
  };
}
