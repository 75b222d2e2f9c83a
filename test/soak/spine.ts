import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect } from '@caretrail/db';
import { Random } from '../../db/demo/random.ts';
import { type Asker, openAsker } from '../system/asker.ts';
import { audit, countHeld } from './audit.ts';
import { ReadingTally, read, readTruth, type Truth } from './readers.ts';
import { sendBundles, sendFiles } from './senders.ts';
import { Sent } from './sent.ts';
import { type Stage, setStage, type Victim } from './stage.ts';

const HELP = `npm run soak:spine [-- --kills N] [--seed S]

Kills PostgreSQL, the ledger, a subgraph, a hub or the worker at random while records are sent in (by command and POST /fhir) and
read by every kind of reader. Afterwards every acknowledged record must be there once and every log must
verify, and no reader may have been told anything wrong.

  --kills N   how often (default 50)
  --seed S    repeats the choices of another run (default: by the clock)
  --help      this text

Exit code 0: all is well; 1: something is not, and is printed; 2: wrong usage.
`;

/** The launcher gives up on what ends more than five times within a minute. */
const MOST_A_MINUTE = 4;
/** Milliseconds: how long a killed part may take to be back. */
const BACK_WITHIN = 60_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function options(): { kills: number; seed: number } {
  try {
    const { values } = parseArgs({
      options: {
        kills: { type: 'string', default: '50' },
        seed: { type: 'string', default: String((Date.now() % 1_000_000) + 1) },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const [kills, seed] = [Number(values.kills), Number(values.seed)];
    if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed) || seed < 0)
      throw new Error('--kills takes a number from 1, --seed one from 0.');
    return { kills, seed };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : ''}\n\n${HELP}`);
    process.exit(2);
  }
}

/** One after another at random times, sometimes two at once; each must be back before the next. */
class Killer {
  readonly #stage: Stage;
  readonly #random: Random;
  readonly #isBack: () => Promise<boolean>;
  readonly #times = new Map<string, number[]>();
  kills = 0;

  constructor(stage: Stage, random: Random, isBack: () => Promise<boolean>) {
    this.#stage = stage;
    this.#random = random;
    this.#isBack = isBack;
  }

  async kill(most: number): Promise<void> {
    await wait(this.#random.between(200, 2_500));
    const count = this.#random.chance(0.15) ? Math.min(2, most) : 1;
    const killed = [];
    for (let turn = 0; turn < count; turn++) killed.push(this.#killOne());
    this.kills += count;
    const started = performance.now();
    while (!(await this.#isBack())) {
      if (performance.now() - started > BACK_WITHIN)
        throw new Error(`After ${killed.join(' and ')} was killed not everything came back.`);
      await wait(100);
    }
    say(
      `${this.kills}: ${killed.join(' and ')}, back after ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
  }

  #killOne(): string {
    for (;;) {
      const victim = this.#random.pick(this.#stage.victims.filter((one) => this.#isSpared(one)));
      const pid = victim.pid();
      if (pid === null) continue;
      this.#times.get(victim.name)?.push(Date.now());
      if (!this.#times.has(victim.name)) this.#times.set(victim.name, [Date.now()]);
      process.kill(pid, 'SIGKILL');
      return victim.name;
    }
  }

  #isSpared({ name, launched }: Victim): boolean {
    const recent = (this.#times.get(name) ?? []).filter((at) => Date.now() - at < 60_000);
    return !launched || recent.length < MOST_A_MINUTE;
  }
}

/** Whether both hubs give all their standing answers. */
async function answersAll(askers: readonly Asker[], { standing }: Truth): Promise<boolean> {
  for (const asker of askers)
    for (const { persona, question } of standing) {
      const answer = await asker.ask(persona, question).catch(() => null);
      if (answer === null || answer.errors !== undefined) return false;
    }
  return true;
}

async function soak(stage: Stage, kills: number, seed: number): Promise<readonly string[]> {
  const random = new Random(seed);
  const askers = [
    await openAsker(stage.url, stage.home),
    await openAsker(stage.aloneUrl, stage.home),
  ] as const;
  const truth = await readTruth(askers[0]);
  const admin = connect(stage.database, { max: 1 });
  const before = await countHeld(admin);
  await admin.end();
  const [sent, tally, again] = [new Sent(), new ReadingTally(), { bundle: 0, file: 0 }];
  const [sendingEnds, readingEnds] = [new AbortController(), new AbortController()];
  const sending = {
    ...{ sent, ending: sendingEnds.signal },
    onAgain: (way: keyof typeof again) => {
      again[way] += 1;
    },
  };
  const senders = Promise.all([sendBundles(askers[0], sending), sendFiles(stage, sending)]);
  const reading = { truth, sent, tally, ending: readingEnds.signal };
  const readers = Promise.all(
    [...askers, ...askers].map((asker, at) => {
      const own = new Random(seed + 1 + at);
      return read({ ...reading, asker, pick: (items) => own.pick(items) });
    }),
  );
  const killer = new Killer(stage, random, () => answersAll(askers, truth));
  const work = async () => {
    while (killer.kills < kills) await killer.kill(kills - killer.kills);
    sendingEnds.abort();
    await senders;
    readingEnds.abort();
    await readers;
  };
  await Promise.race([
    work(),
    senders.then(() => new Promise<never>(() => {})),
    readers.then(() => new Promise<never>(() => {})),
  ]);
  say(
    `Sent: ${sent.acknowledged.length} people acknowledged; sent again: ${again.bundle} bundles, ${again.file} files`,
  );
  say(
    `Read: ${tally.right} right answers, ${tally.refused} that said "not now", ${tally.unanswered} without a hub, ${tally.wrong.length} wrong`,
  );
  const found = await audit(stage, sent, before);
  say(
    `Audit: ${found.versions} versions recomputed, ${found.checkpoints} checkpoints, ${found.wrong.length} wrong`,
  );
  return [...tally.wrong, ...found.wrong];
}

const { kills, seed } = options();
say(`Seed ${seed}: starts the system, then kills ${kills} times`);
const stage = await setStage();
let wrong: readonly string[] = [];
try {
  wrong = await soak(stage, kills, seed);
} catch (error) {
  wrong = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
} finally {
  await stage.stop();
}
for (const line of wrong.slice(0, 50)) say(`WRONG ${line}`);
say(wrong.length === 0 ? `Seed ${seed}: all is well` : `Seed ${seed}: ${wrong.length} wrong`);
process.exit(wrong.length === 0 ? 0 : 1);
