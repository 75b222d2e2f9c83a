import { connect } from '@caretrail/db';
import { personas } from '@caretrail/db/demo';
import pino from 'pino';
import { IssuerRefused } from '../../identity/issuer-refused.ts';
import { createHub } from '../../serve/create-hub.ts';
import { hubConfig, readyMessage } from '../hub/hub-config.ts';
import { createSignIn } from '../hub/sign-in.ts';
import { createSubgraphs } from '../hub/subgraphs.ts';
import { connectParent } from './parent.ts';

const parent = await connectParent();
const config = hubConfig.parse(parent.config);
const logger = pino(
  { level: config.logLevel, base: { process: 'hub' } },
  pino.destination({ dest: 2, sync: true }),
);
let ready = false;
parent.onMessage((message) => {
  ready ||= readyMessage.safeParse(message).success;
});

const own = connect(config.database.hub, { max: 2, name: 'caretrail hub' });
const { subgraphs, trust } = createSubgraphs(config, logger);
const { identity, mounts } = await createSignIn(config, () => personas(own)).catch((error: unknown) => {
  if (error instanceof IssuerRefused) return parent.refuse(error.message);
  throw error;
});
const hub = await createHub({
  subgraphs,
  identity,
  mounts,
  port: config.port,
  names: config.hosts,
  ready: () => ready,
  trust: async () => trust,
  explorer: config.explorer,
  logger,
});
parent.ready({ url: hub.url });
if (!parent.stopping.aborted)
  await new Promise((resolve) => parent.stopping.addEventListener('abort', resolve, { once: true }));
await hub.close();
await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
await own.end();
process.exit(0);
