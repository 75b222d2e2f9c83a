import type { Page } from 'playwright-core';

/** Signs a persona of the demo in through the issuer, as a person does; ends on the tier's home. */
export async function signIn(page: Page, persona: string, locale = 'en'): Promise<void> {
  await page.goto(`/${locale}/sign-in`);
  await page.locator(`[data-persona="${persona}"]`).click();
  await page.waitForURL(({ pathname }) => /^\/[a-z]+\/(?:trail|patients|claims)$/.test(pathname));
  await page.getByRole('heading', { level: 1 }).waitFor();
}
