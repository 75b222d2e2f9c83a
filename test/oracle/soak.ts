import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from '@caretrail/db';
import { LOGINS, openDatabase, passwordsFrom, prepareDatabase, startServer } from '@caretrail/db/server';
import { runCampaign, type Tally } from './campaign.ts';

const HELP = `npm run soak:access [-- --operations N] [--seed S]

Asks a hub with random callers, worlds and operations, and compares every answer with an independent oracle of the access
policy: nothing it refuses may be shown, and nothing it allows withheld.

  --operations N   how many (default 100000)
  --seed S         repeats the choices of another run (default: by the clock); a finding names the seed of its world
  --world N        operations before people decide anew (default 500)
  --help           this text

Exit code 0: hub and oracle agree; 1: they do not, and what they disagree about is printed; 2: wrong usage.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function options(): { operations: number; seed: number; worldOf: number } {
  try {
    const { values } = parseArgs({
      options: {
        operations: { type: 'string', default: '100000' },
        seed: { type: 'string', default: String((Date.now() % 1_000_000) + 1) },
        world: { type: 'string', default: '500' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const [operations, seed, worldOf] = [values.operations, values.seed, values.world].map(Number);
    for (const number of [operations, seed, worldOf])
      if (number === undefined || !Number.isInteger(number) || number < 1)
        throw new Error('--operations, --seed and --world take whole numbers from 1.');
    return { operations: operations ?? 0, seed: seed ?? 0, worldOf: worldOf ?? 0 };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : ''}\n\n${HELP}`);
    process.exit(2);
  }
}

async function soak({ operations, seed, worldOf }: ReturnType<typeof options>): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-oracle-'));
  const server = await startServer({
    ...{ folder: join(folder, 'postgres'), password: 'oracle', durable: false, log: 'ignore' },
  });
  const passwords = passwordsFrom(Object.fromEntries(LOGINS.map((login) => [login, 'oracle'])));
  const database = await prepareDatabase(await openDatabase(server.admin), passwords);
  const admin = connect(database.admin, { max: 2 });
  const began = performance.now();
  try {
    const onWorld = (done: Tally) => {
      const seconds = (performance.now() - began) / 1000;
      say(
        `${done.operations} operations in ${seconds.toFixed(0)} s, ${done.answered} answered, ${done.judged} judged, ${done.findings.length} findings`,
      );
    };
    return await runCampaign({ database, admin, seed, operations, worldOf, onWorld });
  } finally {
    await admin.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const given = options();
say(`Seed ${given.seed}: ${given.operations} operations`);
const { findings, operations, judged } = await soak(given);
for (const { faults, world, caller, question, variables } of findings)
  say(
    [
      ...faults.slice(0, 10),
      `  world: --seed ${world}`,
      `  caller: ${JSON.stringify(caller)}`,
      `  question: ${question}`,
      `  variables: ${JSON.stringify(variables)}`,
    ].join('\n'),
  );
say(`Seed ${given.seed}: ${operations} operations, ${judged} values judged, ${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
