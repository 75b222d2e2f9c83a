import { parseArgs } from 'node:util';
import { connect } from '@caretrail/db';
import { Random } from '../../db/demo/random.ts';
import { type Asker, openAsker } from '../system/asker.ts';
import { audit, countHeld } from './audit.ts';
import { Killer } from './killer.ts';
import { ReadingTally, read, readTruth, type Truth } from './readers.ts';
import { sendBundles, sendFiles } from './senders.ts';
import { Sent } from './sent.ts';
import { type Stage, setStage } from './stage.ts';

const HELP = `npm run soak:spine [-- --kills N] [--seed S]

Kills PostgreSQL, the ledger, a subgraph, a hub or the worker at random while records are sent in (by command and POST /fhir) and
read by every kind of reader. Afterwards every acknowledged record must be there once and every log must
verify, and no reader may have been told anything wrong.

  --kills N   how often (default 50)
  --seed S    repeats the choices of another run (default: by the clock)
  --help      this text

Exit code 0: all is well; 1: something is not, and is printed; 2: wrong usage.
`;

/** Different faults that are printed. */
const SHOWN = 50;

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
  const isBack = () => answersAll(askers, truth);
  const killer = new Killer({ victims: stage.victims, random: new Random(seed), isBack, say });
  const work = async () => {
    while (killer.kills < kills) await killer.next(kills - killer.kills);
    sendingEnds.abort();
    await senders;
    readingEnds.abort();
    await readers;
  };
  // A sender or reader that fails ends the soak; one that ends in time does not.
  await Promise.all([work(), senders, readers]);
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
const stage = await setStage(say);
process.once('SIGINT', () => void stage.stop().finally(() => process.exit(1)));
let wrong: readonly string[] = [];
try {
  wrong = await soak(stage, kills, seed);
} catch (error) {
  wrong = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
} finally {
  await stage.stop();
}
/** Different faults, the most frequent first. */
const faults = [...Map.groupBy(wrong, (line) => line)].map(([line, { length }]) => ({ line, length }));
for (const { line, length } of faults.toSorted((a, b) => b.length - a.length).slice(0, SHOWN))
  say(`WRONG ${length} times: ${line}`);
say(wrong.length === 0 ? `Seed ${seed}: all is well` : `Seed ${seed}: ${wrong.length} wrong`);
process.exit(wrong.length === 0 ? 0 : 1);
