import { Failure, failureOf } from './failure.ts';

/** Who asks, as the hub is told: nothing else raises a right. */
export interface Asker {
  /** Access token, null for the public tier. */
  readonly token: string | null;
  readonly purpose: string | null;
  readonly case: string | null;
}

/** Milliseconds after which an answer is no longer waited for. */
const PATIENCE = 30_000;

function headersOf({ token, purpose, case: named }: Asker): Headers {
  const headers = new Headers({ 'content-type': 'application/json', accept: 'application/json' });
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  if (token !== null && purpose !== null) headers.set('caretrail-purpose', purpose);
  if (token !== null && named !== null) headers.set('caretrail-case', named);
  return headers;
}

/** Sends one GraphQL request and gives the JSON of the reply, whatever it says. Throws {@link Failure}. */
export async function post(
  query: string,
  variables: unknown,
  asker: Asker,
  abort: AbortSignal,
): Promise<unknown> {
  const signal = AbortSignal.any([abort, AbortSignal.timeout(PATIENCE)]);
  const body = JSON.stringify({ query, variables });
  let response: Response;
  try {
    response = await fetch('/graphql', { method: 'POST', headers: headersOf(asker), body, signal });
  } catch (cause) {
    throw new Failure('unreachable', 'no reply', cause);
  }
  try {
    const reply: unknown = await response.json();
    return reply;
  } catch (cause) {
    if (response.status === 401) throw failureOf('UNAUTHENTICATED');
    throw new Failure(response.status >= 500 ? 'unreachable' : 'broken', `HTTP ${response.status}`, cause);
  }
}
