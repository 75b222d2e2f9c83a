import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A setting that cannot be used; the message names the setting and the cure, never the value of a secret. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** What a program may be told: names of environment variables, and what each may be. */
export type SettingsShape<Settings> = z.ZodType<Settings> & { readonly shape: object };

export type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable counts as unset; `NAME_FILE` names a file that holds the value of `NAME`, as secrets are handed over. */
function settingOf(name: string, shape: object, env: Environment): string | undefined {
  const file = env[`${name}_FILE`];
  if (env[name]) return env[name];
  if (!file || `${name}_FILE` in shape) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new SettingError(`${name}_FILE names a file that cannot be read.`);
  }
}

/** What a setting names, read; throws {@link SettingError} with what it must be, whatever went wrong. */
export function usable<Value>(name: string, must: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw new SettingError(`${name} ${must}.`, { cause });
  }
}

/** Reads a program's settings from its environment, once. Throws {@link SettingError} with one line a person can act on. */
export function parseSettings<Settings>(settings: SettingsShape<Settings>, env: Environment): Settings {
  const { shape } = settings;
  const given = Object.keys(shape).map((name) => [name, settingOf(name, shape, env)] as const);
  const parsed = settings.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? 'A setting');
  const missing = !given.some(([known, value]) => known === name && value !== undefined);
  throw new SettingError(missing ? `${name} is not set.` : `${name} ${issue?.message ?? 'is not usable'}.`);
}
