import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Answer, Asker } from '../system/asker.ts';
import { disagreement } from './disagreement.ts';
import type { Sent } from './sent.ts';

const EVERY = 60;
const CLAIM = 'id state month total { value } paid { value } integrity trace { anchor head { number hash } }';
const WIDE = `{ patients(first: 10) { totalCount nodes { id pseudonym birthYear integrity trace { anchor head { number hash } }
  encounters(first: 3) { totalCount nodes { id month integrity trace { anchor } claims(first: 1) { nodes { ${CLAIM} } } } } } } }`;
const CLAIMS = `{ claims(first: 10) { totalCount nodes { ${CLAIM} patient { pseudonym } } } }`;

/** What is asked again and again of people whom nothing is sent about: its answer never changes. */
const STANDING: readonly (readonly [persona: string, question: string])[] = [
  ['clinician', WIDE],
  ['clinician', CLAIMS],
  ['patient', WIDE],
  ['adjudicator', CLAIMS],
  ['auditor', CLAIMS],
];

const PERSON = `query ($id: ID!) { patient(id: $id) { id birthDate name { family } trace { versions { number } } } }`;
const NUMBER = '{ patients(first: 0) { totalCount } }';
const counted = z.object({ patients: z.object({ totalCount: z.number() }) });

/** What readers were told. */
export class ReadingTally {
  right = 0;
  /** Answers that say in part or whole that they cannot be given now. */
  refused = 0;
  /** Questions that nobody answered: the hub itself was down. */
  unanswered = 0;
  readonly wrong: string[] = [];

  note(what: string, answer: Answer | null, wrong: string | null): void {
    if (answer === null) this.unanswered += 1;
    else if (wrong !== null) this.wrong.push(`${what}: ${wrong}`);
    else if (answer.errors === undefined) this.right += 1;
    else this.refused += 1;
  }
}

type Ask = (persona: string, question: string, variables?: object) => Promise<Answer | null>;

/** Null where nobody answers. An answer that is no GraphQL is thrown. */
const asking =
  (asker: Asker): Ask =>
  async (persona, question, variables = {}) => {
    try {
      return await asker.ask(persona, question, { variables });
    } catch (error) {
      if (error instanceof TypeError) return null; // as `fetch` says that there is no connection, or no longer
      throw error;
    }
  };

export interface Truth {
  readonly standing: readonly {
    readonly persona: string;
    readonly question: string;
    readonly data: unknown;
  }[];
  /** People whom the registrar's hospital keeps, before anything is sent. */
  readonly kept: number;
}

/** What is true before the first kill. */
export async function readTruth(asker: Asker): Promise<Truth> {
  const standing = [];
  for (const [persona, question] of STANDING) {
    const { data, errors } = await asker.ask(persona, question);
    if (errors !== undefined)
      throw new Error(`${persona} is refused: ${JSON.stringify(errors).slice(0, 500)}`);
    standing.push({ persona, question, data });
  }
  const { data } = await asker.ask('registrar', NUMBER);
  return { standing, kept: counted.parse(data).patients.totalCount };
}

export interface Reading {
  readonly asker: Asker;
  readonly truth: Truth;
  readonly sent: Sent;
  readonly tally: ReadingTally;
  readonly ending: AbortSignal;
  /** Picks one of what there is to ask. */
  readonly pick: <T>(items: readonly T[]) => T;
}

/** Asks one hub until the signal: of people who do not change, of one just sent in, and how many there are. */
export async function read({ asker, truth, sent, tally, ending, pick }: Reading): Promise<void> {
  const ask = asking(asker);
  for (let turn = 0; !ending.aborted; turn++) {
    const kind = turn % 3;
    if (kind === 0) {
      const { persona, question, data } = pick(truth.standing);
      const answer = await ask(persona, question);
      tally.note(persona, answer, answer && disagreement(answer, data));
    } else if (kind === 1 && sent.known.length > 0) {
      const { record, birthDate, family } = pick(sent.known.slice(-20));
      const answer = await ask('registrar', PERSON, { id: record });
      const data = {
        patient: { id: record, birthDate, name: { family }, trace: { versions: [{ number: 1 }] } },
      };
      tally.note('someone sent in', answer, answer && disagreement(answer, data));
    } else {
      const least = truth.kept + sent.acknowledged.length;
      const answer = await ask('registrar', NUMBER);
      tally.note('how many', answer, answer && outside(answer, least, truth.kept + sent.begun));
    }
    await wait(EVERY);
  }
}

/** Not fewer than were acknowledged before it was asked, not more than had been sent when it was answered. */
function outside(answer: Answer, least: number, most: number): string | null {
  const parsed = counted.safeParse(answer.data);
  if (!parsed.success) return disagreement(answer, { patients: { totalCount: least } });
  const { totalCount } = parsed.data.patients;
  return totalCount >= least && totalCount <= most ? null : `${totalCount} people, not ${least} to ${most}`;
}
