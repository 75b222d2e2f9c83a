import { Command } from 'commander';
import type { OpenDeployment } from '../../launch/deployment/deployment.ts';
import type { Output } from '../output.ts';
import { issueCommand } from './issue.ts';
import { listCommand } from './list.ts';
import { revokeCommand } from './revoke.ts';

export function apiKeyCommand(open: OpenDeployment, output: Output): Command {
  return new Command('api-key')
    .description('Issue, list and revoke keys that give somebody without a sign-in a budget of their own.')
    .addCommand(issueCommand(open, output))
    .addCommand(listCommand(open, output))
    .addCommand(revokeCommand(open, output));
}
