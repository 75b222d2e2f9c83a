import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from '@caretrail/db';
import { LOGINS, openDatabase, passwordsFrom, prepareDatabase, startServer } from '@caretrail/db/server';
import { runCampaign, type Tally } from './campaign.ts';
import { fillRecords } from './world/records.ts';

const HELP = `npm run soak:access [-- --operations N] [--seed S]

Asks a hub with random callers, worlds and operations, and compares every answer with an independent oracle of the access
policy: nothing it refuses may be shown, and nothing it allows withheld.

  --operations N   how many (default 100000)
  --seed S         repeats the choices of another run (default: by the clock)
  --first W        begins with the world of this number, which a finding names (default: the seed)
  --world N        operations before people decide anew (default 500)
  --help           this text

Exit code 0: hub and oracle agree; 1: they do not, and what they disagree about is printed; 2: wrong usage.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function options() {
  try {
    const { values } = parseArgs({
      options: {
        operations: { type: 'string', default: '100000' },
        seed: { type: 'string', default: String((Date.now() % 1_000_000) + 1) },
        first: { type: 'string' },
        world: { type: 'string', default: '500' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const whole = (given: string): number => {
      if (!/^[1-9]\d{0,8}$/.test(given))
        throw new Error('--operations, --seed, --first and --world take whole numbers from 1.');
      return Number(given);
    };
    return {
      operations: whole(values.operations),
      seed: whole(values.seed),
      first: whole(values.first ?? values.seed),
      worldOf: whole(values.world),
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : ''}\n\n${HELP}`);
    process.exit(2);
  }
}

async function soak(given: ReturnType<typeof options>): Promise<Tally> {
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
    await fillRecords(admin);
    return await runCampaign({ database, admin, ...given, onWorld });
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
      `  again: --seed ${given.seed} --first ${world} --operations ${given.worldOf} --world ${given.worldOf}`,
      `  caller: ${JSON.stringify(caller)}`,
      `  question: ${question}`,
      `  variables: ${JSON.stringify(variables)}`,
    ].join('\n'),
  );
say(`Seed ${given.seed}: ${operations} operations, ${judged} values judged, ${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
