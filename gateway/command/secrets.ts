import { Command } from 'commander';
import type { Output } from './output.ts';

interface SecretsOptions {
  readonly database?: string;
  readonly rotate?: boolean;
}

export function secretsCommand(output: Output): Command {
  return new Command('secrets')
    .description(
      'Make the secrets of a deployment of separate processes, or renew the key that hubs sign with.',
    )
    .argument('<folder>', 'where they are written, for the owner alone')
    .option('--database <host:port/name>', 'where the database is, for the addresses of the logins')
    .option(
      '--rotate',
      'a new key for the hubs; the old one counts until it is taken out of context-keys.json',
    )
    .action(async (folder: string, { database, rotate }: SecretsOptions) => {
      const { makeDeploymentSecrets, rotateContextKey } = await import(
        '../launch/secrets/deployment-secrets.ts'
      );
      const written = rotate
        ? rotateContextKey(folder)
        : makeDeploymentSecrets(folder, database ?? 'postgres:5432/caretrail');
      output.answer(written.join('\n'));
    });
}
