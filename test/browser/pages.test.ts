import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { barriers, overflow } from './accessibility.ts';
import { signIn } from './sign-in.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage(inject('system').url);
});
afterAll(() => stage?.close());

describe('lists', () => {
  it('of people are searched by name, which stays out of the address and the storage', async () => {
    const { page, complaints } = await stage.open();
    await signIn(page, 'clinician');
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    const name = await page.locator('tbody td').first().textContent();
    const family = name?.trim().split(' ').at(-1) ?? '';
    await page.getByLabel('Name').fill(family.toLowerCase());
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.count()).toBeLessThan(20);
    for (const text of await page.locator('tbody td:nth-child(2)').allTextContents())
      expect(text.toLowerCase()).toContain(family.toLowerCase());
    expect(await barriers(page)).toEqual([]);
    const kept = await page.evaluate(
      () => location.href + JSON.stringify({ ...localStorage, ...sessionStorage }),
    );
    expect(kept.toLowerCase()).not.toContain(family.toLowerCase());
    await page.getByLabel('Name').fill('nobody is called this');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('of claims are narrowed by state and month, and the address says so', async () => {
    const { page } = await stage.open();
    await signIn(page, 'adjudicator');
    expect(await page.getByLabel('Name').count()).toBe(0);
    const denied = page.getByRole('link', { name: /^Denied \d/ });
    const count = (await denied.textContent())?.replace(/\D/g, '');
    await denied.click();
    await page.waitForURL('**/claims?state=DENIED');
    await page.getByText(new RegExp(`^\\d+ of ${count}$`)).waitFor();
    await expect.poll(() => page.locator('tbody tr').count()).toBeGreaterThan(0);
    await expect
      .poll(async () => new Set(await page.locator('tbody td:nth-child(7)').allTextContents()).size)
      .toBe(1);
    expect(await barriers(page)).toEqual([]);
    await page.goBack();
    await page.getByText('Submitted', { exact: true }).nth(1).waitFor();
    await page.context().close();
  });
});

describe('claims on a phone', () => {
  it('are cards, one under the other', async () => {
    const { page } = await stage.open({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await signIn(page, 'adjudicator', 'zh');
    const cards = page.locator('.claim-cards li');
    await cards.first().waitFor();
    expect(await cards.count()).toBe(20);
    expect(await page.locator('table').count()).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await barriers(page)).toEqual([]);
    await cards.first().getByRole('link').click();
    await page.waitForURL('**/zh/record/Claim/**');
    await page.context().close();
  });
});

describe('pages of other tiers', () => {
  it('say so and offer signing in, which comes back to them', async () => {
    const { page } = await stage.open();
    await page.goto('/en/claims');
    const claims = page.getByRole('main').getByRole('link', { name: 'Sign in' });
    expect(await claims.getAttribute('href')).toBe('/en/sign-in?next=%2Fen%2Fclaims');
    expect(await page.getByLabel('From month').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await signIn(page, 'clinician');
    await page.goto('/en/trail');
    await page.getByRole('heading', { name: 'This page is for patients' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'Patients' }).click();
    await page.waitForURL('**/en/patients');
    await page.context().close();
  });

  it('and the way of a proof is drawn wherever one is asked for', async () => {
    const { page } = await stage.open();
    await page.goto('/en/verify');
    const steps = page.locator('ol.path li');
    await steps.first().waitFor();
    const places = await steps.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
    expect(new Set(places).size).toBe(4);
    await page.context().close();
  });
});

describe('an address that leads nowhere', () => {
  it.each([
    ['/nowhere', 'zh-CN', '没有这个页面'],
    ['/nowhere', 'en-GB', 'There is no such page'],
    ['/zh/nowhere', 'en-GB', '没有这个页面'],
    ['/en/record/Nothing/1', 'zh-CN', 'There is no such page'],
  ])('%s has the frame around it, for a browser in %s', async (path, locale, title) => {
    const { page, complaints } = await stage.open({ locale });
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(await page.title()).toBe(`${title} · Caretrail`);
    expect(await page.locator('.idbar').count()).toBe(1);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: title === 'There is no such page' ? '中文' : 'EN' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/(?:en|zh)\//);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is not blamed where a page could not be loaded', async () => {
    const { page } = await stage.open();
    await page.goto('/en');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.route('**/_app/immutable/**', (route) => route.fulfill({ status: 500, body: '' }));
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Verify' }).click();
    await page.getByRole('heading', { name: 'This page could not be shown' }).waitFor();
    expect(await page.title()).toBe('This page could not be shown · Caretrail');
    await page.context().close();
  });
});

describe('the ledger', () => {
  it('shows anyone its blocks, on a phone too, and nobody else’s transactions', async () => {
    const { page, complaints } = await stage.open({
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
    });
    await page.goto('/zh/ledger');
    await page.getByText('前一区块').waitFor();
    expect(await page.locator('table').count()).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows an auditor what a transaction wrote, and finds it by its id', async () => {
    const { page } = await stage.open();
    // The newest is whatever was written last: a checkpoint, or what somebody just declared or decided.
    const wrote = page.getByText(/^(checkpoint|access|consent|key|subject) · \S/);
    await signIn(page, 'auditor');
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.locator('tbody th a').first().click();
    await wrote.first().waitFor();
    expect(await barriers(page)).toEqual([]);
    const address = page.url();
    await page.locator('.strip a').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).not.toBe(address);
    await page.goBack();
    await wrote.first().waitFor();
    const found = new URL(address).searchParams.get('tx') ?? '';
    await page.getByLabel('Block number or transaction id').fill(found);
    await page.keyboard.press('Enter');
    await page.getByText('Who endorsed it').waitFor();
    await page.context().close();
  });
});

describe('the query page', () => {
  it('completes, checks and runs with the tier’s own schema, and says why a field is refused', async () => {
    const { page, complaints } = await stage.open();
    await signIn(page, 'registrar');
    await page.getByLabel('Purpose of use').selectOption('HPAYMT');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Query' }).click();
    await page.locator('.editor[data-ready=true]').waitFor();
    await page.getByRole('button', { name: 'Claims', exact: true }).click();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/\d+ ms, 1 refused/).waitFor();
    expect(await page.locator('.result tbody tr').count()).toBe(5);
    await page.getByRole('link', { name: 'JSON' }).click();
    await page.getByRole('button', { name: 'Not for this purpose' }).first().click();
    await page.getByText('Your role has this for another purpose of use.').waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.locator('.cm-content').click();
    // Typing over a selection makes Chromium itself try an inline style, which the policy refuses: taken away first.
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.type('{ claims { nodes { sta');
    await page.locator('.cm-tooltip-autocomplete').getByText('state', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' unknownField');
    await page.keyboard.press('Escape');
    await page.locator('.cm-lintRange-error').first().waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('The hub did not understand the query').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is passed on as a link or a command, and finds again what was asked, without a value in any of it', async () => {
    const { page, complaints } = await stage.open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await page.goto('/en/query');
    const editor = page.locator('.editor[data-ready=true] .cm-content');
    await page.getByRole('button', { name: 'Blocks', exact: true }).click();
    await editor.getByText('transactionCount').waitFor();
    await page.getByRole('button', { name: 'Copy as cURL' }).click();
    expect(await clipboard()).toMatch(/^curl -sS 'http[^']+\/graphql' .*--data-raw '[^']*transactionCount/s);
    await page.getByRole('button', { name: 'Copy link' }).click();
    const link = await clipboard();
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText(/\d+ ms$/).waitFor();

    await editor.click();
    // As above: typing over a selection makes Chromium try an inline style.
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText('{ block(number: "0") { hash } }');
    const refused = page.getByRole('button', { name: 'Copy link' });
    await expect.poll(() => refused.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('button', { name: 'Earlier queries' }).click();
    expect(await page.locator('.pop.earlier code').allTextContents()).toEqual(['Blocks']);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Blocks', exact: true }).last().press('Enter');
    await editor.getByText('transactionCount').waitFor();

    const other = await page.context().newPage();
    await other.goto(link);
    await other.locator('.editor[data-ready=true] .cm-content').getByText('transactionCount').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('has the tier’s own fields to choose from, which go to the cursor', async () => {
    const { page, complaints } = await stage.open({ colorScheme: 'dark' });
    await signIn(page, 'adjudicator');
    await page.goto('/en/query');
    await page.locator('.editor[data-ready=true]').waitFor();
    const tree = page.getByRole('region', { name: 'Schema' });
    await tree.getByRole('button', { name: 'Fields of claims' }).click();
    await tree.getByRole('button', { name: 'Insert totalCount' }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/\d+ ms$/).waitFor();
    expect(await page.locator('.cm-content').textContent()).toMatch(/claims[^}]*totalCount/);
    await tree.getByLabel('Find a field').fill('conclusion');
    await tree.getByText('Your tier has no such field.').waitFor();
    await tree.getByLabel('Find a field').fill('Claim.stat');
    await tree.getByRole('button', { name: 'Insert Claim.state' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says what a question costs before it is run, above the limit too', async () => {
    const { page, complaints } = await stage.open({
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
    });
    await page.goto('/zh/query');
    await page.locator('.editor[data-ready=true]').waitFor();
    await page.locator('.cm-content').click();
    const parts = Array.from({ length: 11 }, (_, part) => `a${part}: blocks(first: $n) { nodes { number } }`);
    await page.keyboard.insertText(`query ($n: Int!) { ${parts.join(' ')} }`);
    await page.getByRole('textbox', { name: '变量' }).fill('{ "n": 5 }');
    await page.getByText('成本 55（上限 2,000）').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('textbox', { name: '变量' }).fill('{ "n": 200 }');
    await page.getByText('成本 2,200：超过上限 2,000').waitFor();
    expect(await page.locator('.result .json').count()).toBe(0);
    await page.getByRole('button', { name: '运行' }).focus();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-describedby'))).toBe('price');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('一次查询的内容超过上限').waitFor();
    // The same draft, in the other language and theme.
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('/en/query');
    await page.getByRole('textbox', { name: 'Variables' }).fill('{ "n": 5 }');
    await page.getByText('Cost 55 of 2,000').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Variables' }).fill('{ "n": 200 }');
    await page.getByText('Cost 2,200: above the limit of 2,000').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('stops a question that takes long', async () => {
    const { page } = await stage.open({ colorScheme: 'dark' });
    await page.goto('/en/query');
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('query Blocks'))
        await new Promise((resolve) => setTimeout(resolve, 5000));
      await route.continue().catch(() => {});
    });
    await page.getByRole('button', { name: 'Blocks', exact: true }).click();
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  });
});

describe('settings', () => {
  it('change language and theme, and refuse a case that is no id', async () => {
    const { page, complaints } = await stage.open();
    await signIn(page, 'auditor');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Dark', exact: true }).click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.getByLabel('Case', { exact: true }).fill('case 12');
    await page.getByRole('button', { name: 'Use this case' }).click();
    await page.getByText('This is not an id', { exact: false }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: '中文' }).last().click();
    await page.getByRole('heading', { name: '设置' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('a hub that does not answer', () => {
  it('leaves what it said before, with its time', async () => {
    const { page } = await stage.open();
    await signIn(page, 'adjudicator');
    await page.locator('tbody tr').first().waitFor();
    await page.locator('tbody th a').first().click();
    await page.getByText('What the record says').waitFor();
    await page.route('**/graphql', (route) => route.abort());
    await page.goBack();
    await page.getByText(/Showing what was answered at \d\d:\d\d/).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(20);
    expect(await barriers(page)).toEqual([]);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => page.getByText(/Showing what was answered/).count()).toBe(0);
    await page.context().close();
  });
});
