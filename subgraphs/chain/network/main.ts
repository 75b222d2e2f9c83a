import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command, Option } from 'commander';
import { startNetwork, takeDown } from './network.ts';
import { NetworkError } from './network-error.ts';
import { type Consensus, productPlan } from './plan.ts';
import { Processes } from './processes.ts';
import { statusOf } from './status.ts';

/** The command behind `npm run network`. Exit code 0: done, and for `status` all is well; 1 otherwise. */
const DEFAULT_FOLDER = join(import.meta.dirname, '..', '..', '..', '.caretrail-network');
const say = (line: string) => process.stdout.write(`${line}\n`);

const folderOption = new Option('--folder <path>', 'where keys, ledgers and logs of the network are')
  .env('CARETRAIL_NETWORK')
  .default(DEFAULT_FOLDER, '.caretrail-network');

async function up(consensus: Consensus, { folder }: { folder: string }): Promise<void> {
  if (existsSync(folder)) {
    if (await anyRuns(folder))
      throw new NetworkError('A network runs already: `npm run network -- down` ends it.');
    await takeDown(folder); // what a computer that was switched off left
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void takeDown(folder).then(() => process.exit(130));
    });
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1_000).toFixed(1).padStart(5);
  const onStage = (stage: string) => say(`${seconds()} s  ${stage}`);
  const network = await startNetwork({ folder, plan: productPlan(consensus), onStage });
  say(`${seconds()} s  from nothing to ready: Fabric ${network.version}, ${consensus}\n`);
  say(
    `  Start   FABRIC_PROFILE=${relative(process.cwd(), network.profileFile)} CARETRAIL_HOME=<new folder> npm start`,
  );
  say('  Stop    npm run network -- down\n');
  say(
    'The keys of all organizations lie in its folder: a network to try things on, not for records of people.',
  );
}

async function anyRuns(folder: string): Promise<boolean> {
  const processes = new Processes(folder);
  for (const name of processes.names) if (await processes.isRunning(name)) return true;
  return false;
}

async function down({ folder }: { folder: string }): Promise<void> {
  const known = existsSync(folder);
  await takeDown(folder);
  say(known ? 'The network is down; nothing is left of it.' : 'There is no network.');
}

async function status({ folder }: { folder: string }): Promise<void> {
  const { lines, well } = await statusOf(folder);
  for (const line of lines) say(line);
  process.exitCode = well ? 0 : 1;
}

const program = new Command('network')
  .description('A network of the official Fabric programs on this computer, without docker.')
  .showHelpAfterError('(--help shows how the command is used)');
const kinds = program
  .command('up')
  .description('Make and start one: hospital, payer, regulator; from nothing in seconds.');
const KINDS: Readonly<Record<Consensus, string>> = {
  raft: 'one Raft orderer; Fabric 2.5 or later',
  bft: 'four BFT orderers, of which one may fail; Fabric 3.1 or later',
};
for (const [name, description] of Object.entries(KINDS) as [Consensus, string][])
  kinds
    .command(name)
    .description(description)
    .addOption(folderOption)
    .action((options) => up(name, options));
program.command('down').description('Stop it and remove all of it.').addOption(folderOption).action(down);
program
  .command('status')
  .description('Say which parts run and answer.')
  .addOption(folderOption)
  .action(status);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof NetworkError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
