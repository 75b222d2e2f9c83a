import type { Pool } from '@caretrail/db';
import type { Database } from '@caretrail/db/server';
import type { Caller } from '@caretrail/kit';
import { Random } from '../../db/demo/random.ts';
import { type OpenGraph, openGraph } from '../graph/open-graph.ts';
import { askHub, numbered } from './asking.ts';
import { Cursors } from './cursors.ts';
import { type Facts, readFacts } from './judge/facts.ts';
import { judgeAnswer } from './judge/judge-answer.ts';
import { judgeExplained } from './judge/judge-explained.ts';
import { Right } from './judge/right.ts';
import { Verdict } from './judge/verdict.ts';
import { drawVariables } from './question/draw-variables.ts';
import { type Question, someQuestion } from './question/question.ts';
import { tierSchema } from './question/tier-schema.ts';
import { someCallers } from './world/callers.ts';
import { changeWorld } from './world/change-world.ts';
import { placeChanges } from './world/records.ts';

export interface CampaignOptions {
  /** With the records in it. */
  readonly database: Pick<Database, 'address'>;
  readonly admin: Pool;
  /** Decides who asks. */
  readonly seed: number;
  /** Seed of the first world, and what is asked in it; the next one's is one more. Absent: the seed. */
  readonly first?: number;
  readonly operations: number;
  /** Operations before people decide anew. */
  readonly worldOf?: number;
  /** Changes a world behind the oracle's back. */
  readonly deceive?: () => Promise<unknown>;
  /** Told after each world. */
  readonly onWorld?: (done: Tally) => void;
  /** Ends the campaign after so many findings. */
  readonly most?: number;
}

/** Something that hub and oracle do not agree about; world, caller, question and variables ask it again. */
interface Finding {
  readonly faults: readonly string[];
  readonly world: number;
  readonly caller: Caller;
  readonly question: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Tally {
  operations: number;
  /** Those of which something came back, and not a limit. */
  answered: number;
  /** Values, counts and places that were compared. */
  judged: number;
  readonly findings: Finding[];
}

/** Callers, as many of each capacity. */
const CALLERS = 48;
/** Callers of one question, each with variables of their own: planning is the dearest part. */
const ASKED_BY = 6;
const AT_A_TIME = 6;
const EXPLAIN =
  'query ($o: String!, $v: JSON) { explain(operation: $o, variables: $v) { path type field decision } }';

/** Asks a hub at random and compares what it says with the oracle. The same seed asks the same, world by world. */
export async function runCampaign(options: CampaignOptions): Promise<Tally> {
  const { admin, database, seed, first = seed, operations, worldOf = 500, most = 20 } = options;
  const callers = someCallers(new Random(seed), CALLERS);
  const hub = { identity: numbered(callers) };
  const graph = await openGraph({ database, admin, transport: 'local', hub });
  const tally: Tally = { operations: 0, answered: 0, judged: 0, findings: [] };
  try {
    const cursors = await Cursors.open(graph.url, callers, admin);
    await placeChanges(admin);
    for (let world = first; tally.operations < operations && tally.findings.length < most; world += 1) {
      const random = new Random(world * 7_919);
      await changeWorld(admin, random);
      const facts = await readFacts(admin);
      await options.deceive?.();
      const end = Math.min(operations, tally.operations + worldOf);
      await askWorld({ graph, callers, cursors, random, facts, tally, world, end });
      options.onWorld?.(tally);
    }
    if (graph.failures.length > 0) throw new AggregateError(graph.failures, 'the subgraphs failed');
    return tally;
  } finally {
    await graph.close();
  }
}

interface World {
  readonly graph: OpenGraph;
  readonly callers: readonly Caller[];
  readonly cursors: Cursors;
  readonly random: Random;
  readonly facts: Facts;
  readonly tally: Tally;
  readonly world: number;
  readonly end: number;
}

/** One question to several callers of a tier, and on to the next. What is asked depends on the seed alone, cursors apart. */
async function askWorld(of: World): Promise<void> {
  const { callers, random, tally, end } = of;
  const waiting: (() => Promise<void>)[] = [];
  for (let planned = tally.operations; planned < end; ) {
    const { tier } = random.pick(callers);
    const question = someQuestion(random, tierSchema(tier));
    const some = callers.flatMap((caller, number) => (caller.tier === tier ? [number] : []));
    for (let asked = 0; asked < ASKED_BY && planned < end; asked += 1, planned += 1)
      waiting.push(askOnce(of, question, random.pick(some), new Random(random.between(0, 2 ** 31))));
  }
  const next = async (): Promise<void> => {
    for (let work = waiting.shift(); work; work = waiting.shift()) await work();
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, next));
}

const askOnce =
  (
    { graph, callers, cursors, facts, tally, world }: World,
    question: Question,
    number: number,
    random: Random,
  ) =>
  async (): Promise<void> => {
    const caller = callers[number];
    if (!caller) throw new Error(`no caller ${number}`);
    const identifies = caller.tier === 'patient' || caller.tier === 'hospital';
    const variables = drawVariables(
      random,
      question.holes,
      { rows: facts.rows, ...cursors.for(number, random) },
      identifies,
    );
    const verdict = new Verdict(facts, new Right(facts, caller), variables);
    const reply = await askHub(graph.url, number, question.text, variables);
    judgeAnswer(verdict, question, reply);
    if (reply.data != null && random.chance(0.1)) {
      const { data } = await askHub(graph.url, number, EXPLAIN, { o: question.text, v: variables });
      judgeExplained(verdict, data?.['explain']);
    }
    for (const given of verdict.given) cursors.keep(number, given);
    tally.operations += 1;
    tally.judged += verdict.judged;
    if (reply.data != null) tally.answered += 1;
    if (verdict.faults.length > 0)
      tally.findings.push({ faults: verdict.faults, world, caller, question: question.text, variables });
  };
