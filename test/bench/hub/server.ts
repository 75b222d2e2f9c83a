import { createInterface } from 'node:readline';
import { type Caller, PUBLIC_CALLER } from '@caretrail/kit';
import { serverConfig } from './config.ts';
import { startPlain } from './plain.ts';
import { startHub } from './whole.ts';

/** A benched server in a process of its own: configuration comes as one line, the address goes out as one. */
const lines = createInterface({ input: process.stdin });
lines.once('line', async (line) => {
  const config = serverConfig.parse(JSON.parse(line));
  const caller: Caller = {
    ...PUBLIC_CALLER,
    tier: 'hospital',
    role: 'clinician',
    organization: config.organization,
    subject: config.subject,
    purpose: 'TREAT',
    purposes: ['TREAT'],
  };
  const url = config.server === 'hub' ? await startHub(config, caller) : await startPlain(config, caller);
  process.stdout.write(`${url}\n`);
});
lines.once('close', () => process.exit());
