import { PROGRAMS } from '@caretrail/gateway/launch/programs';

/**
 * What is wrong with the settings that a manifest gives a program: names that it does not know, and ones that it needs and
 * does not get.
 */
export function settingFaults(command: readonly string[], names: readonly string[]): readonly string[] {
  const entry = command.at(-1) ?? '';
  const program = PROGRAMS[entry];
  if (command[0] !== 'node' || !program) return [`${command.join(' ')} starts no program of a deployment`];
  const { shape } = program;
  const named = names.map((name) => (name in shape ? name : name.replace(/_FILE$/, '')));
  return [
    ...named.filter((name) => !(name in shape)).map((name) => `${entry} knows no ${name}`),
    ...Object.entries(shape)
      .filter(([name, setting]) => !setting.safeParse(undefined).success && !named.includes(name))
      .map(([name]) => `${entry} needs ${name}`),
  ];
}
