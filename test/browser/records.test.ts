import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { openAsker } from '../system/asker.ts';
import { barriers, overflow } from './accessibility.ts';
import { signIn } from './sign-in.ts';
import { type Stage, setStage } from './stage.ts';

/** Connections of a person, by the type that they hold and the part of the page that shows them. */
const LISTS = {
  observations: ['Observation', 'results'],
  medicationRequests: ['MedicationRequest', 'medicines'],
  diagnosticReports: ['DiagnosticReport', 'reports'],
  imagingStudies: ['ImagingStudy', 'reports'],
  consents: ['Consent', 'decisions'],
  coverages: ['Coverage', 'decisions'],
} as const;
type List = keyof typeof LISTS;

const NAMES: readonly List[] = [
  'observations',
  'medicationRequests',
  'diagnosticReports',
  'imagingStudies',
  'consents',
  'coverages',
];

let stage: Stage;
/** One person and one record of each list, as the clinician sees them. */
const known = new Map<List, { readonly person: string; readonly record: string }>();

beforeAll(async () => {
  stage = await setStage(inject('system').url);
  const asker = await openAsker();
  const found = z.object({ nodes: z.array(z.object({ id: z.string() })) }).nullable();
  for (const list of NAMES) {
    const { data } = await asker.ask(
      'clinician',
      `{ patients(first: 100) { nodes { id list: ${list}(first: 1) { nodes { id } } } } }`,
    );
    const shape = z.object({ nodes: z.array(z.object({ id: z.string(), list: found })) });
    const owner = shape.parse(data?.['patients']).nodes.find((one) => (one.list?.nodes.length ?? 0) > 0);
    known.set(list, { person: owner?.id ?? '', record: owner?.list?.nodes[0]?.id ?? '' });
  }
});
afterAll(() => stage?.close());

const placeOf = (list: List) => known.get(list) ?? { person: '', record: '' };

describe('a person’s page', () => {
  it('has a part for each kind of record, whose lines lead to the records', async () => {
    const { page, complaints } = await stage.open();
    await signIn(page, 'clinician');
    for (const list of NAMES) {
      const { person, record } = placeOf(list);
      const [type, part] = LISTS[list];
      await page.goto(`/en/patients/${person}?part=${part}`);
      const link = page.locator(`a[href="/en/record/${type}/${record}"]`);
      await link.waitFor();
      expect(await barriers(page), part).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says a result with its unit and reference range, newest first, on a phone and in Chinese too', async () => {
    const { page } = await stage.open({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await signIn(page, 'patient', 'zh');
    await page.getByRole('navigation', { name: '档案的各部分' }).getByRole('link', { name: /^检验/ }).click();
    const rows = page.locator('.results tbody tr');
    await rows.first().waitFor();
    expect(new URL(page.url()).searchParams.get('part')).toBe('results');
    for (const cells of await rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim())),
    )) {
      expect(cells[0]).toMatch(/^[\d.,]+\u00a0(?:%|mg\/dL)$/);
      expect(cells[1]).toMatch(/^(?:[<>] [\d.]+|[\d.]+ - [\d.]+) (?:%|mg\/dL)$/);
    }
    const years = await rows.evaluateAll((all) =>
      all.map((row) => row.querySelector('td:last-child')?.textContent?.slice(0, 4)),
    );
    expect(years).toEqual(years.toSorted().toReversed());
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  });

  it('has no parts of other tiers: a payer has claims and insurance', async () => {
    const { page } = await stage.open();
    await signIn(page, 'adjudicator');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Patients' }).click();
    await page.locator('tbody a').first().click();
    const parts = page.getByRole('navigation', { name: 'Parts of the record' });
    await parts.getByRole('link').first().waitFor();
    expect(await parts.getByRole('link').count()).toBe(2);
    await parts.getByRole('link', { name: /insurance/ }).click();
    await page.locator('a[href^="/en/record/Coverage/"]').first().waitFor();
    expect(await page.getByRole('heading', { name: 'Consents' }).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  });
});

describe('a record’s page', () => {
  it.each(NAMES)('of one of a person’s %s proves what it shows', async (list) => {
    const { page, complaints } = await stage.open();
    await signIn(page, 'clinician');
    await page.goto(`/en/record/${LISTS[list][0]}/${placeOf(list).record}`);
    await page.getByRole('button', { name: 'Verify in this browser' }).click();
    await page.getByRole('heading', { name: 'Genuine' }).waitFor();
    await page.getByText(/values in the proof are the ones shown here/).waitFor();
    expect(await page.locator('.fields pre').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('of a visit shows what came of it: a report with its results', async () => {
    const { page } = await stage.open();
    await signIn(page, 'clinician');
    await page.goto(`/en/record/DiagnosticReport/${placeOf('diagnosticReports').record}`);
    await page.locator('a[href^="/en/record/Encounter/"]').click();
    const report = page.locator(
      `a[href="/en/record/DiagnosticReport/${placeOf('diagnosticReports').record}"]`,
    );
    await report.waitFor();
    await page.locator('.results tbody a[href^="/en/record/Observation/"]').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  });
});
