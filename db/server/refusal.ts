/** The database cannot be used by this program; the message is one line that says what to do, and names no address. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}

/** Cures by what PostgreSQL (SQLSTATE), the network (`E…`) or the client answers before anything was asked for. */
const CURES: Readonly<Record<string, string>> = {
  '28P01': 'PostgreSQL refuses the name or the password: correct them in DATABASE_URL.',
  '28000':
    'PostgreSQL does not let this user in: correct the name in DATABASE_URL, or allow it in pg_hba.conf.',
  '3D000': 'There is no database of the name in DATABASE_URL: make one with `createdb`, or correct the name.',
  '42501':
    'The user in DATABASE_URL may not do what is needed: it must be a superuser, or own the database, be allowed to create roles, and have made those of Caretrail itself.',
  '53300': 'PostgreSQL has no connection left: raise its max_connections to 100 or more.',
  '57P03': 'PostgreSQL is still starting, or stopping: try again in a moment.',
  ECONNREFUSED: 'No PostgreSQL answers at DATABASE_URL: start it, or correct host and port.',
  ECONNRESET: 'What answers at DATABASE_URL is no PostgreSQL, or it hangs up: correct host and port.',
  CONNECTION_CLOSED: 'What answers at DATABASE_URL is no PostgreSQL, or it hangs up: correct host and port.',
  ENOTFOUND: 'The host in DATABASE_URL is not known: correct its name.',
  EAI_AGAIN: 'The host in DATABASE_URL cannot be looked up: check the network and the name.',
  ETIMEDOUT: 'PostgreSQL does not answer in time: check host, port and firewall of DATABASE_URL.',
  EHOSTUNREACH: 'The host in DATABASE_URL cannot be reached: check the network.',
  ENETUNREACH: 'The host in DATABASE_URL cannot be reached: check the network.',
};

const isCertificate = (code: string) => /CERT|SELF_SIGNED|ERR_TLS|ERR_SSL/.test(code);

/** The error with its cure where there is one to name; every other error as it is. */
export function withCure(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const cure = isCertificate(error.code)
    ? 'The certificate of the PostgreSQL at DATABASE_URL is not trusted: name its authority in NODE_EXTRA_CA_CERTS.'
    : CURES[error.code];
  return cure === undefined ? error : new DatabaseRefused(cure, { cause: error });
}
