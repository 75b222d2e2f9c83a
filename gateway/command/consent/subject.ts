import { type Command, Option } from 'commander';
import type { OpenDeployment } from '../../launch/deployment/deployment.ts';
import { CommandFailure } from '../failure.ts';
import { Person } from './person.ts';

/** Gives a command its action as a person of the demo: the persona, or whom `--subject` names. */
export type AsPerson = <Given extends readonly unknown[]>(
  command: Command,
  action: (person: Person, ...given: Given) => Promise<void>,
) => Command;

export const asPerson =
  (open: OpenDeployment): AsPerson =>
  <Given extends readonly unknown[]>(
    command: Command,
    action: (person: Person, ...given: Given) => Promise<void>,
  ) =>
    command
      .addOption(new Option('--subject <patient>', 'id of another patient record than the persona’s'))
      .action(async (...given: readonly unknown[]) => {
        const { subject } = command.opts<{ subject?: string }>();
        await using deployment = await open();
        const persona = (await deployment.personas()).find(({ name }) => name === 'patient');
        const patient = subject ?? persona?.subject;
        if (!patient) throw new CommandFailure('There is no patient to sign for: name one with --subject.');
        // What commander gives are the arguments and options that the command itself declares.
        await action(new Person(deployment, patient), ...(given as unknown as Given));
      });
