import { Command } from 'commander';
import type { OpenDeployment } from '../launch/deployment/deployment.ts';
import { type Output, table } from './output.ts';

export function personasCommand(open: OpenDeployment, output: Output): Command {
  return new Command('personas')
    .description('List whom one can sign in as in the demo.')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: true }) => {
      await using deployment = await open();
      const personas = await deployment.personas();
      if (options.json) return output.answer(JSON.stringify(personas));
      const rows = personas.map(({ name, tier, role, organization, purposes }) => [
        name,
        tier,
        role ?? '',
        organization ?? '',
        purposes.join(' '),
      ]);
      output.answer(table([['name', 'tier', 'role', 'organization', 'purposes'], ...rows]));
    });
}
