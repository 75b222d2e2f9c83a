import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { barriers } from './accessibility.ts';
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
    await expect.poll(() => page.getByRole('timer').textContent()).toMatch(/(?:60:00|59:5\d)/);
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
