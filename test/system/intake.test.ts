import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encounter, organization, patient } from '../../db/import/test/resources.ts';
import { type Asker, openAsker } from './asker.ts';

let asker: Asker;
beforeAll(async () => {
  asker = await openAsker();
});

const response = z.object({
  type: z.literal('transaction-response'),
  entry: z.array(z.object({ response: z.object({ status: z.string(), location: z.string() }) })),
});

const today = new Date().toISOString();
const subject = { reference: 'Patient/system-intake' };
const RESOURCES = [
  organization('system-intake-clinic'),
  patient('system-intake', { name: [{ family: 'Intake', given: ['Iris'] }] }),
  encounter('system-intake-visit', 'system-intake', 'system-intake-clinic', {
    period: { start: today, end: today },
  }),
  {
    resourceType: 'Observation',
    ...{ id: 'system-intake-result', status: 'final', subject },
    encounter: { reference: 'Encounter/system-intake-visit' },
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '2345-7', display: 'Glucose' }] },
    effectiveDateTime: today,
    valueQuantity: { value: 5.6, unit: 'mmol/L' },
  },
];
const BUNDLE = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: RESOURCES.map((resource) => ({
    resource,
    request: { method: 'PUT', url: Object.values(resource).slice(0, 2).join('/') },
  })),
};

describe('a bundle that a registrar sends', () => {
  it('is there for who treats the person, is anchored, and proves itself', async () => {
    const { status, body } = await asker.send('registrar', BUNDLE);
    expect(status).toBe(200);
    const places = response.parse(body).entry.map((entry) => entry.response.location.split('/'));
    expect(places.map(([type]) => type)).toEqual(['Organization', 'Patient', 'Encounter', 'Observation']);
    const id = places[3]?.[1];
    const question = `query ($id: ID!) { observation(id: $id) {
      code { display } value { quantity { value unit } } patient { name { family } } integrity trace { anchor } proof(fields: ["value"]) } }`;
    const ask = async (persona: string) =>
      (await asker.ask(persona, question, { variables: { id } })).data?.['observation'];
    await expect
      .poll(() => ask('clinician'), { timeout: 25_000, interval: 500 })
      .toMatchObject({
        code: { display: 'Glucose' },
        value: { quantity: { value: '5.6', unit: 'mmol/L' } },
        patient: { name: { family: 'Intake' } },
        ...{ integrity: 'MATCH', trace: { anchor: 'ANCHORED' }, proof: { format: 1 } },
      });
    expect(await ask('clinician-northgate')).toBeNull();
  });

  it('is refused to everyone else', async () => {
    for (const persona of ['public', 'patient', 'clinician', 'adjudicator', 'auditor'])
      expect((await asker.send(persona, BUNDLE)).status).toBe(persona === 'public' ? 401 : 403);
  });
});
