import { beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { type Answer, type Asker, openAsker } from './asker.ts';

let asker: Asker;
beforeAll(async () => {
  asker = await openAsker();
});

/** One text for everyone; every word of it exists in every tier but the public's. */
const QUESTION = `{
  me { tier role }
  patients(first: 3) { totalCount nodes { id pseudonym birthYear encounters(first: 1) { nodes { month period { start } } } } }
  claims(first: 3) { totalCount nodes { state total { value } } }
}`;

const FEDERATED = `{ patients(first: 20) { edges { node { encounters(first: 5) { edges { node { claims(first: 1) { edges { node {
  id total { value } paid { value } adjudications { amount { value } }
  trace { anchor versions { hash transaction { id block } } } proof(fields: ["total", "paid"])
} } } } } } } } } }`;

const refusals = ({ errors = [] }: Answer) =>
  errors.map(
    ({ path, extensions }) => `${path?.join('.')}: ${extensions?.['code']} ${extensions?.['policy']}`,
  );

const connection = z.object({ totalCount: z.number() }).nullable();
const countOf = ({ data }: Answer, field: string) =>
  connection.parse(data?.[field] ?? null)?.totalCount ?? null;

describe('one question, asked by everyone', () => {
  it('has no such fields for the public, in the words for names that never existed', async () => {
    const { errors = [], data } = await asker.ask('public', QUESTION);
    const invented = await asker.ask('public', '{ patientz { id } }');
    expect(data).toBeUndefined();
    expect(errors[0]?.message).toBe('Cannot query field "patients" on type "Query".');
    expect(invented.errors?.[0]?.message).toBe('Cannot query field "patientz" on type "Query".');
  });

  it('gives a patient themselves and the child they act for', async () => {
    const answer = await asker.ask('patient', QUESTION);
    expect(refusals(answer)).toEqual([]);
    expect(countOf(answer, 'patients')).toBe(2);
    const self = asker.personas.find(({ name }) => name === 'patient')?.subject;
    expect(JSON.stringify(answer.data)).toContain(self);
    expect(countOf(answer, 'claims')).toBeGreaterThan(0);
  });

  it('gives a clinician those under treatment, with exact times', async () => {
    const answer = await asker.ask('clinician', QUESTION);
    expect(refusals(answer)).toEqual([]);
    expect(countOf(answer, 'patients')).toBeGreaterThan(10);
    expect(JSON.stringify(answer.data)).toMatch(/"start":"\d{4}-\d\d-\d\dT/);
  });

  it('gives an analyst nobody, and says so before anything is read', async () => {
    const answer = await asker.ask('analyst', QUESTION);
    expect(answer.data).toMatchObject({ me: { role: 'analyst' }, patients: null, claims: null });
    expect(refusals(answer)).toEqual([
      'patients: FORBIDDEN_ROLE person.see',
      'claims: FORBIDDEN_ROLE claim.see',
    ]);
  });

  it('gives an adjudicator claims and insured people, and no clinical word', async () => {
    const { errors = [] } = await asker.ask('adjudicator', QUESTION);
    expect(errors[0]?.message).toBe('Cannot query field "encounters" on type "Patient".');
    const answer = await asker.ask(
      'adjudicator',
      '{ patients { totalCount } claims { totalCount nodes { insurer { member } } } }',
    );
    expect(countOf(answer, 'patients')).toBeGreaterThan(10);
    expect(JSON.stringify(answer.data)).not.toContain('unity-health');
  });

  it('gives an auditor the case they name, by month', async () => {
    const named = await asker.ask('auditor', QUESTION.replace('period { start }', ''));
    expect(refusals(named)).toEqual([]);
    expect(countOf(named, 'patients')).toBeGreaterThan(0);
    const unnamed = await asker.ask('auditor', '{ patients { totalCount } }', {
      headers: { 'caretrail-case': '' },
    });
    expect(unnamed.status === 400 || refusals(unnamed)[0]?.startsWith('patients: CASE_REQUIRED')).toBe(true);
  });
});

describe('a question over three subgraphs', () => {
  it('joins people, visits, claims, ledger and proofs', async () => {
    const answer = await asker.ask('patient', FEDERATED);
    expect(refusals(answer)).toEqual([]);
    const text = JSON.stringify(answer.data);
    expect(text).toContain('"anchor":"ANCHORED"');
    expect(text).toMatch(/"transaction":\{"id":"[0-9a-f]{64}","block":\d+\}/);
    expect(text).toContain('"receipts":[');
  });
});

describe('the list of personas', () => {
  it('is read, and nothing else is done with it', async () => {
    const address = `${inject('system').url}/personas`;
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(address, { method: 'POST' })).status).toBe(405);
  });
});
