import { Command } from 'commander';
import { z } from 'zod';
import type { Persona } from '../identity/persona.ts';
import type { OpenDeployment } from '../launch/deployment/deployment.ts';
import { CommandFailure, WRONG_USAGE } from './failure.ts';
import type { Output } from './output.ts';

interface TokenOptions {
  readonly persona: string;
  readonly subject?: string;
  readonly purpose?: string;
}

/** The persona as asked for: another patient, or one purpose alone. Never more than the persona has. */
function narrowed(persona: Persona, { subject, purpose }: TokenOptions): Persona {
  if (subject !== undefined && persona.tier !== 'patient')
    throw new CommandFailure(
      '--subject names a patient record: it goes with --persona patient.',
      WRONG_USAGE,
    );
  if (subject !== undefined && !z.guid().safeParse(subject).success)
    throw new CommandFailure(`${subject} is no id of a patient record: it is a UUID.`, WRONG_USAGE);
  if (purpose === undefined) return { ...persona, subject: subject ?? persona.subject };
  const chosen = persona.purposes.find((code) => code === purpose);
  if (!chosen)
    throw new CommandFailure(
      `${persona.name} has no purpose ${purpose}: choose from ${persona.purposes.join(', ')}.`,
      WRONG_USAGE,
    );
  return { ...persona, subject: subject ?? persona.subject, purposes: [chosen] };
}

export function tokenCommand(open: OpenDeployment, output: Output): Command {
  return new Command('token')
    .description('Print an access token of the embedded issuer, valid for one hour.')
    .requiredOption('--persona <name>', 'whose token (see `caretrail personas`)')
    .option('--subject <patient>', 'id of another patient record, with --persona patient')
    .option('--purpose <code>', 'the only purpose of the token, such as ETREAT')
    .action(async (options: TokenOptions) => {
      await using deployment = await open();
      const personas = await deployment.personas();
      const persona = personas.find(({ name }) => name === options.persona);
      if (!persona)
        throw new CommandFailure(
          `There is no persona ${options.persona}: choose from ${personas.map(({ name }) => name).join(', ')}.`,
          WRONG_USAGE,
        );
      if (persona.subject === null) throw new CommandFailure('The public asks without a token.', WRONG_USAGE);
      const { mintToken } = await import('../identity/issuer/mint.ts');
      const { issuer, key } = deployment.embeddedIssuer();
      output.answer(await mintToken(narrowed(persona, options), issuer, key, Math.floor(Date.now() / 1000)));
    });
}
