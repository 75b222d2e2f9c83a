import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Pool } from '@caretrail/db';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { type Asker, openAsker } from './asker.ts';
import { caretrail } from './caretrail.ts';
import { type PeopleWords, peopleWords, wordsIn } from './people-words.ts';
import { runFile } from './run-file.ts';

const QUESTION = `query Everything {
  me { tier role }
  patients(first: 50) { nodes { id birthYear name { family given } telecom { value } address { city } identifiers { value }
    encounters(first: 5) { nodes { id period { start } } } } }
  claims(first: 50) { nodes { id total { value } diagnoses { code { code } } patient { id } trace { anchor } } }
}`;
const WITHOUT_CLINICAL = QUESTION.replace(/encounters.*\n?/, '}\n').replace('} } }\n', '}\n');

const person = z.object({ family: z.string(), id: z.string() });

let folder: string;
let sql: Pool;
let asker: Asker;
let people: PeopleWords;
let somebody: z.infer<typeof person>;

const logs = (): string =>
  globSync('*.log', { cwd: join(inject('system').home, 'log') })
    .map((file) => readFileSync(join(inject('system').home, 'log', file), 'utf8'))
    .join('\n');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-logs-'));
  sql = connect(runFile().database, { max: 1 });
  asker = await openAsker();
  const [found] = await sql`
    select patient as id, name->>'family' as family from patients.patient_identity where name is not null limit 1`;
  somebody = person.parse(found);
  await live();
  people = await peopleWords(sql);
});
afterAll(async () => {
  await sql.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A day of the product: what everybody asks, what goes wrong, what comes in, what is proved. */
async function live(): Promise<void> {
  const { family, id } = somebody;
  for (const { name } of asker.personas) {
    await asker.ask(name, QUESTION);
    await asker.ask(name, WITHOUT_CLINICAL);
    await asker.ask(name, `query ${family} { patient(id: "${id}") { name { family } } }`);
    await asker.ask(name, `{ patient(id: "${family}") { id ${family} } }`);
    await asker.ask(name, 'query Q($first: Int) { patients(first: $first) { totalCount } }', {
      variables: { first: family },
      headers: { 'x-request-id': `about ${id}` },
    });
  }
  await broken(() => asker.ask('clinician', '{ patients(first: 5) { nodes { name { family } } } }'));
  const input = join(folder, `${family}.ndjson`);
  const sound = {
    resourceType: 'Patient',
    id: `x-${id}`,
    gender: 'female',
    name: [{ family, given: ['Ada'] }],
  };
  writeFileSync(
    input,
    `${JSON.stringify(sound)}\n{"resourceType":"Patient","id":7,"name":"${family}"}\n{"${family}`,
  );
  await caretrail(['import', input, '--json']);
  await caretrail(['prove', `Patient/${id}`, '--persona', 'patient']);
  await caretrail(['doctor', '--json']);
}

/** While PostgreSQL refuses the hub a column that it should have: an error of ours, with a cause in the log. */
async function broken(work: () => Promise<unknown>): Promise<void> {
  await sql`revoke select on patients.patient_identity from patients_hospital_clinician`;
  try {
    await work();
  } finally {
    await sql`grant select on patients.patient_identity to patients_hospital_clinician`;
  }
}

describe('the logs of a whole run', () => {
  it('tell of requests and of failures, each under its id', () => {
    const text = logs();
    const lines = text.split('\n').filter((line) => line.startsWith('{'));
    const entries = lines.map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
    const ended = entries.filter(({ msg }) => msg === 'a request has ended');
    expect(ended.length).toBeGreaterThan(50);
    expect(ended.every(({ request }) => z.uuid().safeParse(request).success)).toBe(true);
    const failed = entries.filter(({ err }) => z.object({ code: z.literal('42501') }).safeParse(err).success);
    expect(failed.length).toBeGreaterThan(0);
    expect(ended.map(({ request }) => request)).toContain(failed[0]?.['request']);
    const rounds = entries.filter(({ process, msg }) => process === 'worker' && msg === 'anchored');
    expect(new Set(rounds.map(({ job }) => job)).size).toBe(rounds.length);
  });

  it('hold no name, number, address or record id of anybody', () => {
    expect(people.words.size).toBeGreaterThan(3_000);
    expect(people.phrases.length).toBeGreaterThan(200);
    expect(wordsIn(logs(), people)).toEqual([]);
  });

  it('would be found out', () => {
    const { family, id } = somebody;
    expect(wordsIn(`{"msg":"no bed for ${family} (${id})"}`, people)).toEqual([family, id]);
    expect(wordsIn(`at ${people.phrases[0]}, 2nd floor`, people)).toContain(people.phrases[0]);
  });
});
