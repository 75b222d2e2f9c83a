/** Logins of the processes. Each owns nothing and inherits nothing; its password stands in the home's secrets. */
export const LOGINS = [
  'caretrail_patients',
  'caretrail_claims',
  'caretrail_chain',
  'caretrail_worker',
  'caretrail_import',
  'caretrail_hub',
] as const;
export type Login = (typeof LOGINS)[number];

/** Passwords by login. */
export type Passwords = Readonly<Record<Login, string>>;

/** Picks the logins' passwords out of a home's secrets; throws with the name of one that is missing. */
export function passwordsFrom(secrets: Readonly<Record<string, string>>): Passwords {
  const of = (login: Login): string => {
    const password = secrets[login];
    if (password === undefined) throw new Error(`No password is kept for the database login ${login}.`);
    return password;
  };
  return {
    caretrail_patients: of('caretrail_patients'),
    caretrail_claims: of('caretrail_claims'),
    caretrail_chain: of('caretrail_chain'),
    caretrail_worker: of('caretrail_worker'),
    caretrail_import: of('caretrail_import'),
    caretrail_hub: of('caretrail_hub'),
  };
}
