import { createInterface } from 'node:readline';
import { processConfig } from './config.ts';

/** A benched process: configuration comes as one line, the addresses go out as one; each loads its own code alone. */
const lines = createInterface({ input: process.stdin });
lines.once('close', () => process.exit());
lines.once('line', async (line) => {
  const config = processConfig.parse(JSON.parse(line));
  const start = async () => {
    switch (config.process) {
      case 'subgraph':
        return (await import('./subgraph.ts')).startSubgraph(config);
      case 'hub':
        return (await import('./hub.ts')).startHub(config);
      case 'apollo':
        return (await import('./apollo.ts')).startApollo(config);
      default:
        return config satisfies never;
    }
  };
  process.stdout.write(`${JSON.stringify(await start())}\n`);
});
