import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { claimPort } from '@caretrail/gateway/launch';
import { z } from 'zod';
import { children, launch } from '../launch/launcher.ts';
import { planPrograms } from '../system/programs.ts';
import { keepProgram } from './kept-program.ts';

const runShape = z.object({ url: z.string(), database: z.string() });

/** Readers ask as fast as they can: what is looked for is wrong answers, and a refusal for the budget is none. */
const UNBOUNDED = { CARETRAIL_REQUESTS_PER_MINUTE: '0', CARETRAIL_COST_PER_MINUTE: '0' };

/** Who can be killed, and its process as it is now; null while there is none. */
export interface Victim {
  readonly name: string;
  /** Which of the launcher's children ends with it, and is started again by it; null for a program that we keep. */
  readonly supervised: 'database' | 'ledger' | 'chaincode' | 'hub' | 'worker' | null;
  pid(): number | null;
}

/**
 * The whole product twice over one database: as `npm start` runs it, subgraphs inside the hub, and beside it a hub whose subgraphs
 * are programs of their own.
 */
export interface Stage {
  readonly home: string;
  /** Takes bundles too. */
  readonly url: string;
  readonly aloneUrl: string;
  /** Administrator's address. */
  readonly database: string;
  readonly folder: string;
  readonly victims: readonly Victim[];
  stop(): Promise<void>;
}

/** The server that the keeper of the embedded database started. */
function postmaster(home: string): number | null {
  try {
    return Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
}

/** @param say - told what the launcher says of parts that end */
export async function setStage(say: (line: string) => void): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-soak-'));
  const home = join(folder, 'home');
  const launcher = await launch({ CARETRAIL_HOME: home, ...UNBOUNDED });
  if (launcher.stdout) createInterface({ input: launcher.stdout }).on('line', (line) => say(`  ${line}`));
  const { url, database } = runShape.parse(JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')));
  const keys = join(folder, 'keys');
  mkdirSync(keys);
  const plans = await planPrograms({ url, home }, keys);
  const port = () => claimPort('PORT', 0);
  const patients = await keepProgram(plans.subgraphs.patients, await port());
  const claims = await keepProgram(plans.subgraphs.claims, await port());
  const chain = await keepProgram(plans.subgraphs.chain, await port());
  const alone = plans.hub({ patients: patients.url, claims: claims.url, chain: chain.url });
  const hub = await keepProgram(
    { ...alone, environment: { ...alone.environment, ...UNBOUNDED } },
    await port(),
  );
  const launched = (name: string, supervised: Victim['supervised'], entry: string): Victim => ({
    ...{ name, supervised },
    pid: () => children(launcher.pid).get(entry) ?? null,
  });
  return {
    ...{ folder, home, url, database, aloneUrl: hub.url },
    victims: [
      { name: 'PostgreSQL', supervised: 'database', pid: () => postmaster(home) },
      launched("PostgreSQL's keeper", 'database', 'server/main.ts'),
      launched('ledger', 'ledger', 'devpeer/main.ts'),
      launched('chaincode', 'chaincode', 'contract/main.ts'),
      launched('hub', 'hub', 'process/hub.ts'),
      launched('worker', 'worker', 'process/worker.ts'),
      { name: 'subgraph patients', supervised: null, pid: patients.pid },
      { name: 'subgraph claims', supervised: null, pid: claims.pid },
      { name: 'subgraph chain', supervised: null, pid: chain.pid },
      { name: 'hub of its own', supervised: null, pid: hub.pid },
    ],
    async stop() {
      for (const program of [hub, chain, claims, patients]) await program.stop();
      launcher.kill('SIGTERM');
      if (launcher.exitCode === null && launcher.signalCode === null) await once(launcher, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
