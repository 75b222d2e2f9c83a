import type { ListedApiKey } from '@caretrail/db';
import { Command } from 'commander';
import { withApiKeys } from '../../launch/deployment/api-keys.ts';
import type { OpenDeployment } from '../../launch/deployment/deployment.ts';
import { type Output, table } from '../output.ts';

const HEAD = ['id', 'label', 'state', 'requests/min', 'cost/min', 'issued', 'expires'];

const dayOf = (instant: Date | null): string => instant?.toISOString().slice(0, 10) ?? '';

const perMinute = (allowance: number): string => (allowance === 0 ? 'no limit' : String(allowance));

function stateOf({ expires, revoked }: ListedApiKey): string {
  if (revoked) return 'revoked';
  return expires && expires.getTime() <= Date.now() ? 'expired' : 'active';
}

export function listCommand(open: OpenDeployment, output: Output): Command {
  return new Command('list')
    .description('List all keys that were ever issued, the newest first, without the keys themselves.')
    .option('--json', 'print as JSON')
    .action(async ({ json }: { json?: true }) => {
      const keys = await withApiKeys(open, process.env, (register) => register.list());
      if (json) return output.answer(JSON.stringify(keys.map((key) => ({ ...key, state: stateOf(key) }))));
      if (keys.length === 0)
        return output.note('No key was issued so far: `caretrail api-key issue <label>`.');
      const rows = keys.map((key) => [
        ...[key.id, key.label, stateOf(key), perMinute(key.requests), perMinute(key.cost)],
        ...[dayOf(key.issued), dayOf(key.expires)],
      ]);
      output.answer(table([HEAD, ...rows]));
    });
}
