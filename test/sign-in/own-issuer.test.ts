import { buildExplorer, claimPort, createSignIn, EXPLORER_BUILD } from '@caretrail/gateway/launch';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encounterId, organizationId, PEOPLE } from '../../subgraphs/patients/test/people.ts';
import { barriers } from '../browser/accessibility.ts';
import { type Stage, setStage } from '../browser/stage.ts';
import { type Graph, startGraph } from '../graph/start.ts';
import { startIssuer, type TestIssuer } from './issuer.ts';

const CLIENT = 'explorer-of-lakeside';
const CAPACITIES = {
  ada: { tier: 'patient', patient: PEOPLE.ada },
  clara: { tier: 'hospital', role: 'clinician', organization: 'lakeside' },
  paul: { tier: 'payer', role: 'adjudicator', organization: 'harbor-mutual' },
};
/** More visits than the hub gives on one page. */
const OLDER = 230;
/** More claims and prescriptions than are drawn at once, and so many that the list grows once more when it is long. */
const MANY = 270;

let issuer: TestIssuer;
let graph: Graph;
let stage: Stage;

/** Visits of Ada long ago, one a month, without anything on the ledger. */
async function addOlderVisits({ admin }: Graph): Promise<void> {
  await admin`
    with visit as (
      insert into patients.encounter
        (id, patient, custodian, sensitivity, at, organization, class, status, month, type_group)
      select gen_random_uuid(), ${PEOPLE.ada}, 'lakeside', 'N', t, ${organizationId(1)}, 'AMB', 'finished',
        to_char(t, 'YYYY-MM'), 'AMBULATORY'
      from generate_series(1, ${OLDER}::int) n, lateral (select timestamptz '2020-01-01' - make_interval(months => n)) as at(t)
      returning id, at)
    insert into patients.encounter_detail (encounter, patient, custodian, sensitivity, at, period_start)
    select id, ${PEOPLE.ada}, 'lakeside', 'N', at, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.000Z') from visit`;
}

/** Claims and prescriptions of Ada, one a month, of long ago too. */
async function addManyRecords({ admin }: Graph): Promise<void> {
  await admin`
    with claim as (
      insert into claims.claim (id, patient, custodian, provider_member, insurer_member, provider, state, month)
      select gen_random_uuid(), ${PEOPLE.ada}, 'lakeside', 'lakeside', 'harbor-mutual', ${organizationId(1)}, 'PAID',
        to_char(timestamp '2020-01-01' - make_interval(months => n), 'YYYY-MM')
      from generate_series(1, ${MANY}::int) n returning id, month)
    insert into claims.claim_detail
      (claim, patient, custodian, provider_member, insurer_member, created, lines, diagnoses, adjudications, history)
    select id, ${PEOPLE.ada}, 'lakeside', 'lakeside', 'harbor-mutual', month || '-01T00:00:00.000Z', '[]', '[]', '[]', '[]'
    from claim`;
  await admin`
    with request as (
      insert into patients.medication_request (id, patient, custodian, sensitivity, at, status, month)
      select gen_random_uuid(), ${PEOPLE.ada}, 'lakeside', 'N', timestamptz '2020-01-01', 'completed',
        to_char(timestamp '2020-01-01' - make_interval(months => n), 'YYYY-MM')
      from generate_series(1, ${MANY}::int) n returning id, month)
    insert into patients.medication_request_detail
      (medication_request, patient, custodian, sensitivity, at, authored_on, reasons, dosage)
    select id, ${PEOPLE.ada}, 'lakeside', 'N', timestamptz '2020-01-01', month || '-01T00:00:00.000Z', '[]', '[]'
    from request`;
}

beforeAll(async () => {
  const port = await claimPort('PORT', 0);
  const hub = `http://127.0.0.1:${port}`;
  issuer = await startIssuer({ client: CLIENT, hub, capacities: CAPACITIES });
  const external = {
    external: { address: issuer.address, client: CLIENT, scope: 'openid', audience: 'caretrail' },
  };
  const { identity, mounts, origins } = await createSignIn({ port, issuer: external }, async () => []);
  await buildExplorer('/dev/null', () => {});
  const explorer = { folder: EXPLORER_BUILD, connect: origins };
  graph = await startGraph({ hub: { port, identity, mounts, explorer } });
  await addOlderVisits(graph);
  await addManyRecords(graph);
  stage = await setStage(hub);
});
afterAll(async () => {
  await stage?.close();
  await graph?.close();
  await issuer?.close();
});

/** Goes through the issuer's own pages, as its users do. */
async function signInAs(page: Page, account: string): Promise<void> {
  await page.locator('.idbar').getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByPlaceholder('Enter any login').fill(account);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

const storage = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

describe('an issuer of one’s own', () => {
  it('signs in from a deep link and comes back to it; a reload keeps person and purpose, and stores no token', async () => {
    const { page, complaints } = await stage.open();
    await page.goto(`/en/record/Encounter/${encounterId(1)}?from=mail`);
    await page.locator('.idbar').getByRole('link', { name: 'Sign in' }).click();
    await page.getByText(/You go to 127\.0\.0\.1:\d+/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goBack();
    await signInAs(page, 'clara');
    await page.waitForURL(`**/en/record/Encounter/${encounterId(1)}?from=mail`);
    await page.getByText('Code 185345009').first().waitFor();
    expect(await page.locator('.idbar .who').textContent()).toBe('Clinician');
    await page.getByLabel('Purpose of use').selectOption('ETREAT');
    await page.reload();
    await page.getByText('Code 185345009').first().waitFor();
    expect(await page.getByLabel('Purpose of use').inputValue()).toBe('ETREAT');
    expect(await storage(page)).not.toMatch(/eyJ|clara/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is not believed with another state, or an ID token that does not answer this tab’s request', async () => {
    const { page } = await stage.open();
    await page.goto('/en/signed-in?code=stolen&state=another');
    await page.getByRole('heading', { name: 'Signing in did not work' }).waitFor();
    await page.getByText('state', { exact: true }).waitFor();
    await page.route(`${issuer.address}/token`, async (route) => {
      const response = await route.fetch();
      const claims = { iss: issuer.address, aud: CLIENT, exp: 9_999_999_999, nonce: 'of another request' };
      const forged = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
      await route.fulfill({ response, json: { ...(await response.json()), id_token: forged } });
    });
    await signInAs(page, 'clara');
    await page.getByText('id_token', { exact: true }).waitFor();
    expect(await page.locator('.idbar .who').textContent()).toBe('Not signed in');
    await page.context().close();
  });

  it('is visited to extend a session that ends soon; one that ended asks to sign in again', async () => {
    const { page, complaints } = await stage.open();
    await page.clock.install();
    await page.goto('/en');
    await signInAs(page, 'ada');
    await page.locator('.tl article').first().waitFor();
    const notice = page.getByText('Your session ends soon');
    await page.clock.fastForward('57:30');
    expect(await notice.count()).toBe(0);
    await page.clock.fastForward('01:00');
    await notice.waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Extend' }).click();
    await page.waitForURL('**/signed-in?**');
    await page.locator('.tl article').first().waitFor();
    expect(await notice.count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/en/trail');
    await page.clock.fastForward('02:00:00');
    await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    expect(await page.locator('.tl article').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('signing out', () => {
  it('ends the issuer’s session too, and comes back', async () => {
    const { page } = await stage.open();
    await page.goto('/zh');
    await page.locator('.idbar').getByRole('link', { name: '登录' }).click();
    await page.getByRole('button', { name: '继续' }).click();
    await page.getByPlaceholder('Enter any login').fill('clara');
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.locator('tbody tr').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '搜索与命令' }).fill('退出');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /sign me out/ }).click();
    await page.waitForURL(({ pathname }) => pathname === '/zh');
    expect(await page.locator('.idbar .who').textContent()).toBe('未登录');
    await page.context().close();
  });
});

describe('a long trail', () => {
  it('grows by keyboard to its very end, and is where it was on the way back', async () => {
    const { page } = await stage.open();
    await page.goto('/en');
    await signInAs(page, 'ada');
    const visits = page.locator('.tl article');
    const more = page.getByRole('button', { name: 'Show older visits' });
    await visits.first().waitFor();
    expect(await visits.count()).toBe(40);
    await more.focus();
    await page.keyboard.press('Enter');
    await page.getByText(`80 of ${OLDER + 3}`, { exact: true }).waitFor();
    const link = 'h3 a';
    const focused = await page.evaluate(
      (to) => document.activeElement?.closest('article')?.querySelector(to)?.getAttribute('href'),
      link,
    );
    expect(focused).toBe(await visits.nth(40).locator(link).getAttribute('href'));
    for (const shown of [120, 160, 200]) {
      await more.click();
      await page.getByText(`${shown} of ${OLDER + 3}`, { exact: true }).waitFor();
    }
    const height = () => page.evaluate(() => document.documentElement.scrollHeight);
    await more.click();
    await expect.poll(() => more.count()).toBe(0);
    // Now it is long: what is far from the window is not drawn, and takes the same room.
    await expect.poll(() => visits.count()).toBeLessThan(120);
    const tall = await height();
    await page.keyboard.press('End');
    const place = () => page.evaluate(() => window.scrollY);
    // The browser glides there; what is asked before it has come is asked of a moving page.
    const end = tall - (page.viewportSize()?.height ?? 0);
    await expect.poll(place, { timeout: 5_000 }).toBeGreaterThan(end - 2);
    await expect.poll(() => page.locator('.undrawn').first().isVisible()).toBe(true);
    expect(Math.abs((await height()) - tall)).toBeLessThan(2);
    expect(await visits.count()).toBeLessThan(120);

    const far = visits.last().locator('h3 a');
    const address = await far.getAttribute('href');
    await far.focus();
    await page.keyboard.press('k');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).not.toBe(address);
    await page.keyboard.press('j');
    const before = await place();
    await page.keyboard.press('Enter');
    await page.getByText('What the record says').waitFor();
    await page.goBack();
    await page.locator(`.tl a[href="${address}"]`).waitFor();
    await expect.poll(place).toBeCloseTo(before, -2);
    await expect.poll(() => visits.count()).toBeLessThan(120);
    await page.context().close();
  });
});

describe('a long table', () => {
  it.each([
    ['clara', 'medicines', /Prescriptions/, 'tbody th a'],
    ['paul', 'claims', /claims/i, '[data-claim]'],
  ])(
    'for %s (%s) grows by keyboard, with what is new in the focus; what is far is not drawn',
    async (who, part, name, rows) => {
      const { page, complaints } = await stage.open();
      await page.goto(`/en/patients/${PEOPLE.ada}?part=${part}`);
      await signInAs(page, who);
      await page.waitForURL(`**/patients/${PEOPLE.ada}?part=${part}`);
      const drawn = page.locator(rows);
      await drawn.first().waitFor();
      const focused = () =>
        page.evaluate(() => Number(document.activeElement?.closest('tr')?.getAttribute('aria-rowindex')));
      const total = Number((await page.getByText(/^50 of \d+$/).textContent())?.split(' ').at(-1));
      expect(total).toBeGreaterThanOrEqual(MANY);
      for (let shown = 50; shown < total; shown += 50) {
        await page.getByRole('button', { name: /show more/i }).focus();
        await page.keyboard.press('Enter');
        // The heading row is the first.
        await expect.poll(focused).toBe(shown + 2);
      }
      expect(await page.locator('table').getAttribute('aria-rowcount')).toBe(String(total + 1));
      expect(await page.getByRole('region', { name }).count()).toBeGreaterThan(0);
      await expect.poll(() => drawn.count()).toBeLessThan(total - 50);
      const height = () => page.evaluate(() => document.documentElement.scrollHeight);
      const tall = await height();
      // Onward and back by Tab: the focus is never in what is not drawn.
      await page.keyboard.press('Tab');
      expect(await focused()).toBeGreaterThan(250);
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Control+Home');
      await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
      await expect.poll(() => page.locator(`tr[aria-rowindex="2"] th a`).count()).toBe(1);
      await expect.poll(() => page.locator('.undrawn').count()).toBeGreaterThan(0);
      expect(Math.abs((await height()) - tall)).toBeLessThan(2);
      expect(await barriers(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );
});
