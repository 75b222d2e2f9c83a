import { z } from 'zod';
import type { Settings } from '../settings.ts';
import type { System } from './start-system.ts';

const personaShape = z.array(z.object({ name: z.string() }));

/** The block that a start ends with: where to look, as whom, and where the data lives. */
export async function summaryOf(settings: Settings, { url, home }: System): Promise<string> {
  const lines = ['', `  Caretrail    ${url}`];
  if (settings.demo && settings.issuer === null) {
    const personas = personaShape.parse(await (await fetch(`${url}/personas`)).json());
    lines.push(`  Sign in as   ${personas.map(({ name }) => name).join(', ')}`);
  }
  lines.push(`  Data         ${home}`);
  lines.push(
    settings.fabric === null
      ? '  Ledger       embedded, for development: one process holds the keys of all organizations'
      : `  Ledger       Fabric network of ${settings.fabric.profile}`,
  );
  lines.push('  Stop         Ctrl-C', '');
  return lines.join('\n');
}
