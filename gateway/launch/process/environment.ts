/** What the launcher alone may know: an administrator's way into the database, and libpq's (with which clients fill in what they are not told). */
const KEPT = /^(DATABASE_URL|PG[A-Z]+)$/;

/** The environment of a child: ours, without what would give it more rights than the login that it is told. */
export function childEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(own).filter(([name]) => !KEPT.test(name)));
}
