import { Command } from 'commander';
import { withApiKeys } from '../../launch/deployment/api-keys.ts';
import type { OpenDeployment } from '../../launch/deployment/deployment.ts';
import { CommandFailure, WRONG_USAGE } from '../failure.ts';
import type { Output } from '../output.ts';

export function revokeCommand(open: OpenDeployment, output: Output): Command {
  return new Command('revoke')
    .description('End a key: within two seconds no hub takes it any more.')
    .argument('<id>', 'as `caretrail api-key list` shows it')
    .option('--json', 'print as JSON')
    .action(async (id: string, { json }: { json?: true }) => {
      const revoked = await withApiKeys(open, process.env, (keys) => keys.revoke(id));
      if (!revoked)
        throw new CommandFailure(
          `There is no key ${id.slice(0, 40)}: \`caretrail api-key list\` shows the ids.`,
          WRONG_USAGE,
        );
      output.answer(json ? JSON.stringify(revoked) : `Key ${revoked.id} for ${revoked.label} is revoked.`);
    });
}
