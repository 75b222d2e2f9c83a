import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { openAsker } from '../system/asker.ts';
import { barriers, overflow } from './accessibility.ts';
import { signIn } from './sign-in.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage(inject('system').url);
});
afterAll(() => stage?.close());

describe('a session that ends soon', () => {
  it('is extended without leaving the page, for the purpose chosen', async () => {
    const { page, complaints } = await stage.open();
    await page.clock.install();
    await signIn(page, 'clinician');
    await page.getByLabel('Purpose of use').selectOption('ETREAT');
    await page.locator('tbody a').first().waitFor();
    await page.clock.fastForward('59:00');
    await page.getByRole('button', { name: 'Extend' }).click();
    await expect.poll(() => page.getByRole('timer').textContent()).toMatch(/(?:1:00:00|59:5\d)/);
    expect(await page.getByLabel('Purpose of use').inputValue()).toBe('ETREAT');
    await page.locator('tbody a').first().click();
    await page.locator('.tl article').first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('the palette', () => {
  it('opens by key, finds a record by its id, and goes to pages; closing gives the focus back', async () => {
    const { page, complaints } = await stage.open();
    await signIn(page, 'patient');
    const claim = await page.locator('.art[href*="/record/Claim/"]').first().getAttribute('href');
    const id = claim?.split('/').at(-1) ?? '';
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: 'Search and commands' });
    await page.getByRole('option', { name: /My trail/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await box.fill(id);
    await page.getByRole('option', { name: /^Claim/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${claim}`);

    const open = page.getByRole('button', { name: 'Search an id or a command' });
    await open.click();
    await box.fill('00000000-0000-4000-8000-00000000dead');
    await page.getByText('Nothing found.', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
    expect(await open.evaluate((button) => button === document.activeElement)).toBe(true);

    await page.keyboard.press('/');
    await box.fill('ver');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/en/verify');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('changes language, theme and person', async () => {
    const { page } = await stage.open();
    await page.goto('/en');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const box = page.getByRole('combobox');
    const run = async (text: string) => {
      await page.keyboard.press('Control+k');
      await box.fill(text);
      await page.keyboard.press('Enter');
    };
    await run('dark');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await run('Chinese');
    await page.waitForURL('**/zh');
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /审计员|auditor/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await box.fill('auditor');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await page.context().close();
  });

  it('leaves single keys alone where they are switched off', async () => {
    const { page } = await stage.open();
    await page.goto('/en');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('?');
    await page.getByLabel(/Single-key shortcuts/).uncheck();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    expect(await page.getByRole('heading', { name: 'Keys on this page' }).count()).toBe(0);
    await page.context().close();
  });
});

describe('an emergency', () => {
  it('is declared, ended, told to the person and reviewed by somebody else', async () => {
    const asker = await openAsker();
    const own = '{ patients(first: 1) { nodes { id identifiers { value } } } }';
    const { data } = await asker.ask('patient', own);
    const [{ identifiers }] = z
      .object({
        patients: z.object({
          nodes: z.tuple([z.object({ identifiers: z.array(z.object({ value: z.string() })) })]),
        }),
      })
      .parse(data).patients.nodes;
    const { page, complaints } = await stage.open();
    await signIn(page, 'clinician');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Emergency' }).click();
    await page.getByRole('button', { name: 'Ask for Emergency treatment' }).click();
    await page.getByLabel('Identifier', { exact: true }).fill(`${identifiers[0]?.value}x`);
    await page.getByLabel('Why it is an emergency').fill('Found unconscious in the street.');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Nobody, or more than one person').waitFor();
    await page.getByLabel('Identifier', { exact: true }).fill(identifiers[0]?.value ?? '');
    await page.getByRole('button', { name: 'Open the records' }).click();
    const opened = page.getByRole('region', { name: 'Open now' });
    await expect.poll(() => opened.getByRole('timer').textContent()).toMatch(/^(?:4:00:00|3:59:\d\d)$/);
    expect(await barriers(page)).toEqual([]);

    // A sign-in that has ended is made anew for the same purpose.
    const ended = { status: 401, json: { errors: [{ message: 'no', extensions: { code: 'EXPIRED' } }] } };
    await page.route('**/graphql', (route) => route.fulfill(ended), { times: 1 });
    await opened.getByRole('button', { name: 'End it' }).click();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await opened.getByRole('timer').waitFor();
    expect(await page.getByLabel('Purpose of use').inputValue()).toBe('ETREAT');
    await opened.getByRole('button', { name: 'End it' }).click();
    await page.getByRole('heading', { name: 'Nothing is open' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();

    const person = await stage.open({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await signIn(person.page, 'patient', 'zh');
    await person.page.goto('/zh/notices');
    await person.page.getByText('在紧急情况下打开了您的记录。原因：急救。').waitFor();
    expect(await barriers(person.page)).toEqual([]);
    expect(await overflow(person.page)).toBeLessThanOrEqual(0);
    await person.page.getByRole('button', { name: '将这些标为已读' }).click();
    await person.page.getByRole('link', { name: '未读' }).click();
    await person.page.getByRole('heading', { name: '没有未读通知' }).waitFor();
    await person.page.context().close();

    const officer = await stage.open();
    await signIn(officer.page, 'privacy-officer');
    await officer.page.goto('/en/reviews');
    const card = officer.page.getByRole('listitem').filter({ hasText: 'Found unconscious in the street.' });
    await card.getByRole('radio', { name: 'Not justified' }).check();
    expect(await barriers(officer.page)).toEqual([]);
    await card.getByLabel('Finding').fill('Nobody was in danger.');
    await card.getByRole('button', { name: 'Record the review' }).click();
    await card.waitFor({ state: 'detached' });
    await officer.page.getByRole('link', { name: 'Reviewed' }).click();
    await card.getByText('Nobody was in danger.').waitFor();
    expect(await barriers(officer.page)).toEqual([]);
    await officer.page.context().close();
  });
});

describe('a case', () => {
  it('is opened after a fresh sign-in, worked on and closed', async () => {
    const { page, complaints } = await stage.open();
    await signIn(page, 'auditor');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Cases' }).click();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const form = page.getByRole('region', { name: 'Open a case' });
    await form.getByLabel('What it is about').fill('Complaint of a former employee.');
    await form.getByLabel('People').fill('somebody');
    await form.getByRole('button').click();
    await form.getByText('somebody is no record id.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await form.getByLabel('People').fill('00000000-0000-4000-8000-00000000dead');
    await form.getByRole('button').click();
    const mine = page.getByRole('listitem').filter({ hasText: 'Complaint of a former employee.' });
    await mine.getByRole('button', { name: 'Working on it: leave' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await mine.getByRole('button', { name: 'Close the case' }).click();
    await mine.getByText(/^Closed /).waitFor();
    await page.goto('/en/reviews?of=cases');
    await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
