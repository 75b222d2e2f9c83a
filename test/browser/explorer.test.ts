import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { barriers, overflow } from './accessibility.ts';
import { signIn } from './sign-in.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-files-'));
  stage = await setStage(inject('system').url);
});
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const steps = (page: Page) =>
  page.locator('[data-step]').evaluateAll((all) => all.map((one) => one.getAttribute('data-result')));

describe('anyone', () => {
  it('sees the network, in both languages and themes, without a barrier', async () => {
    for (const [locale, colorScheme] of [
      ['en', 'light'],
      ['zh', 'dark'],
    ] as const) {
      const { page, complaints } = await stage.open({ colorScheme });
      await page.goto(`/${locale}`);
      await page.getByRole('rowheader', { name: 'Northgate Medical Center' }).waitFor();
      expect(await page.locator('.anch').count()).toBe(5);
      expect(await barriers(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  it('loads at most 120 kB of script, compressed, for the first page', async () => {
    const { page } = await stage.open();
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.endsWith('.js'))
        sizes.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto('/en', { waitUntil: 'networkidle' });
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(20_000);
    expect(total).toBeLessThanOrEqual(120_000);
    await page.context().close();
  });
});

describe('a patient', () => {
  it('sees own visits on a phone, under own name, and stays signed in over a reload', async () => {
    const { page, complaints } = await stage.open({ viewport: { width: 390, height: 844 } });
    await signIn(page, 'patient');
    await page.locator('.tl article').first().waitFor();
    const name = await page.locator('.idbar .who').textContent();
    expect(name).not.toBe('Patient');
    expect(await page.getByText('Verified', { exact: true }).count()).toBeGreaterThan(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await barriers(page)).toEqual([]);
    await page.reload();
    await page.locator('.tl article').first().waitFor();
    expect(await page.locator('.idbar .who').textContent()).toBe(name);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(
      /eyJ/,
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('verifies a claim in the browser and takes the proof of two fields along', async () => {
    const { page, complaints } = await stage.open();
    await signIn(page, 'patient');
    await page.locator('.art[href*="/record/Claim/"]').first().click();
    await page.getByRole('button', { name: 'Verify in this browser' }).click();
    await heading(page, 'Genuine').waitFor();
    expect(await steps(page)).toEqual(Array(5).fill('passed'));
    await page.getByText(/values in the proof are the ones shown here/).waitFor();
    expect(await barriers(page)).toEqual([]);
    // The README's picture is made here, when asked for: `CARETRAIL_SCREENSHOT=docs/explorer.png npx vitest run …`.
    const picture = process.env['CARETRAIL_SCREENSHOT'];
    if (picture) await page.screenshot({ path: picture });

    const wanted = ['Put “Billed” into the proof', 'Put “State” into the proof'];
    for (const box of await page.getByRole('checkbox').all())
      if (!wanted.includes((await box.getAttribute('aria-label')) ?? '')) await box.uncheck();
    for (const [name, file] of [
      ['Download proof', 'claim.proof.json'],
      ['Download trust file', 'trust.json'],
    ] as const) {
      const saved = page.waitForEvent('download');
      await page.getByText(name, { exact: true }).click();
      await (await saved).saveAs(join(folder, file));
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('others', () => {
  it('see a lock where their purpose does not reach, and the value after changing it', async () => {
    const { page } = await stage.open();
    await signIn(page, 'registrar');
    const names = page.locator('tbody td:nth-child(2)');
    await names.first().waitFor();
    expect(await page.locator('.lock').count()).toBe(0);
    await page.getByLabel('Purpose of use').selectOption('HPAYMT');
    const lock = page.getByRole('button', { name: 'Not for this purpose' }).first();
    await lock.click();
    await page.getByText('Your role has this for another purpose of use.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ask for Patient administration' }).click();
    await names.first().waitFor();
    expect(await page.locator('.lock').count()).toBe(0);
    await page.context().close();
  });

  it('get the pages of their tier only: an auditor the people of the case, without names', async () => {
    const { page, complaints } = await stage.open({ colorScheme: 'dark' });
    await signIn(page, 'auditor');
    await page.locator('tbody tr').first().waitFor();
    expect(await page.getByRole('columnheader', { name: 'Name', exact: true }).count()).toBe(0);
    await page.locator('tbody a').first().click();
    await page.locator('.tl article').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('switch to somebody else and see that persona’s own list', async () => {
    const { page } = await stage.open();
    await signIn(page, 'adjudicator');
    await page.locator('tbody tr').first().waitFor();
    await signIn(page, 'clinician');
    await page.getByRole('columnheader', { name: 'Name', exact: true }).waitFor();
    expect(await page.locator('.idbar .who').textContent()).toBe('Clinician');
    await page.context().close();
  });

  it('who are analysts read why there are no rows for them', async () => {
    const { page } = await stage.open();
    await signIn(page, 'analyst');
    await heading(page, 'Analysts have no rows about people').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  });
});

describe('a proof file', () => {
  const proof = () => join(folder, 'claim.proof.json');

  /** The file with one disclosed amount changed. */
  async function tampered(): Promise<string> {
    const text = await readFile(proof(), 'utf8');
    const changed = text.replace(
      /("value":\s*")(\d+)/,
      (_, start: string, digits: string) => `${start}${digits}1`,
    );
    expect(changed).not.toBe(text);
    const path = join(folder, 'tampered.proof.json');
    await writeFile(path, changed);
    return path;
  }

  it('verifies with everything out of reach, and a changed one is refused at the right step', async () => {
    const { page, complaints } = await stage.open();
    await page.goto('/en/verify', { waitUntil: 'networkidle' });
    // Nothing can be reached any more: neither hub nor database nor ledger.
    await page.context().setOffline(true);
    const input = page.locator('input[type=file]');

    await input.setInputFiles(proof());
    await heading(page, 'Genuine').waitFor();
    expect(await steps(page)).toEqual(Array(5).fill('passed'));
    await page.getByText('What the proof discloses').waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('button', { name: 'Another file' }).click();
    await input.setInputFiles([await tampered(), join(folder, 'trust.json')]);
    await heading(page, 'Does not match').waitFor();
    expect(await steps(page)).toEqual(['passed', 'failed', 'not checked', 'not checked', 'not checked']);
    await page.getByText('A value, its salt or its path was changed.').waitFor();
    await page.getByText('From the file trust.json').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
