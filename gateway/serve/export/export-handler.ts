import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '@caretrail/kit';
import type { Logger } from 'pino';
import { type Budgets, ONE_REQUEST } from '../../budget/budgets.ts';
import { RateLimited } from '../../budget/rate-limited.ts';
import type { Identity } from '../../identity/identity.ts';
import { error, type IssueCode } from '../fhir/operation-outcome.ts';
import type { Generation } from '../graphql.ts';
import { CHALLENGE } from '../http/challenge.ts';
import { HttpError } from '../http/http-error.ts';
import { PRIVATE, reply } from '../http/reply.ts';
import { targetOf } from '../http/request-target.ts';
import { isUnavailable, RETRY_LATER } from '../http/unavailable.ts';
import type { Exports } from './exports.ts';
import { wantedTypes } from './kick-off.ts';
import { manifest, progress } from './manifest.ts';
import { mayBegin, mayFetch, ownerOf } from './may-export.ts';
import type { ExportRunner } from './run-exports.ts';
import { sendFile } from './send-file.ts';

export interface ExportHandlerOptions {
  readonly exports: Exports;
  readonly runner: ExportRunner;
  readonly generation: () => Generation;
  readonly identity: Identity;
  readonly budgets: Budgets;
  readonly logger: Logger;
  /** Whether something of one's own in front says by which scheme it was asked. */
  readonly behindProxy: boolean;
}

const KICK_OFF = /^\/fhir(?:\/Patient)?\/\$export$/;
/** No part of a file's name is looked for anywhere but among what the export made. */
const JOB =
  /^\/fhir\/export\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/([A-Z][A-Za-z]{1,40})-([1-9]\d{0,5})\.ndjson)?$/;

export const isExportPath = (path: string): boolean =>
  KICK_OFF.test(path) || path.startsWith('/fhir/export/');

const CODES: Readonly<Record<number, IssueCode>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  410: 'not-found',
  429: 'throttled',
  500: 'exception',
};
const NONE = () => new HttpError(404, 'You have no export of this address.');

function send(
  response: ServerResponse,
  status: number,
  body: object | null,
  headers: Readonly<Record<string, string>> = {},
): void {
  const type: Record<string, string> =
    body === null ? {} : { 'content-type': 'application/fhir+json; charset=utf-8' };
  reply(response, status, { ...PRIVATE, ...type, ...headers }, body === null ? '' : JSON.stringify(body));
}

/** Where this request was sent to: its host was looked at before. */
function originOf(request: IncomingMessage, behindProxy: boolean): string {
  const told = behindProxy ? request.headers['x-forwarded-proto'] : undefined;
  return `${told === 'https' ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
}

/**
 * Answers FHIR Bulk Data Access: kick-off, status, manifest, files, cancelling. Who asks is read anew each time; an export of
 * somebody else's is none.
 */
export function createExportHandler(options: ExportHandlerOptions) {
  const { exports, identity, budgets, logger, runner } = options;

  async function who(request: IncomingMessage): Promise<Caller> {
    const asking = await identity.authenticate(request.headers, targetOf(request));
    await budgets.spend(request, asking, ONE_REQUEST);
    const { caller, failure } = asking;
    if (failure) throw new HttpError(failure.status, failure.reason, failure.status === 401 ? CHALLENGE : {});
    if (caller.tier === 'public') throw new HttpError(401, 'Sign in first.', CHALLENGE);
    return caller;
  }

  async function begin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET') throw new HttpError(405, 'Ask for an export with GET.', { allow: 'GET' });
    const caller = await who(request);
    const refused = mayBegin(caller);
    const owner = ownerOf(caller);
    if (refused !== null || owner === null) throw new HttpError(403, refused ?? 'Your token names nobody.');
    const types = wantedTypes(request, caller);
    const origin = originOf(request, options.behindProxy);
    const id = await exports.begin({ owner, caller, types, request: `${origin}${request.url ?? ''}` });
    if (id === null)
      throw new HttpError(429, 'You have an export under way, or five that are kept: cancel one.', {
        'retry-after': '60',
      });
    runner.nudge();
    send(response, 202, null, { 'content-location': `${origin}/fhir/export/${id}` });
  }

  async function lookAfter(
    request: IncomingMessage,
    response: ServerResponse,
    [, id = '', type, number]: RegExpExecArray,
    about: string,
  ): Promise<void> {
    const caller = await who(request);
    const [refused, owner] = [mayFetch(caller), ownerOf(caller)];
    if (refused !== null) throw new HttpError(403, refused);
    if (request.method === 'DELETE' && type === undefined) {
      if (owner === null || !(await exports.cancel(id, owner))) throw NONE();
      return send(response, 202, null);
    }
    if (request.method !== 'GET')
      throw new HttpError(405, 'Look with GET, cancel with DELETE.', { allow: 'GET, DELETE' });
    const found = owner === null ? null : await exports.find(id, owner);
    if (found === null) throw NONE();
    if (found.state === 'WITHDRAWN')
      throw new HttpError(410, 'Records that it held were erased since: ask for a new export.');
    if (found.state === 'FAILED')
      throw new HttpError(500, 'The export failed: ask for a new one.', {
        expires: found.expires.toUTCString(),
      });
    if (type !== undefined) {
      const file = { type, number: Number(number) };
      return sendFile(response, { ...options, caller, id: about }, found, file);
    }
    if (found.state !== 'DONE')
      return send(response, 202, null, { 'x-progress': progress(found), 'retry-after': '1' });
    const origin = originOf(request, options.behindProxy);
    send(response, 200, manifest(found, await exports.files(id), `${origin}/fhir/export/${id}`), {
      expires: found.expires.toUTCString(),
      'content-type': 'application/json',
    });
  }

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    { path, id }: { readonly path: string; readonly id: string },
  ): Promise<void> => {
    try {
      if (KICK_OFF.test(path)) return await begin(request, response);
      const job = JOB.exec(path);
      if (job === null) throw NONE();
      await lookAfter(request, response, job, id);
    } catch (cause) {
      if (response.headersSent) return void response.destroy();
      if (cause instanceof HttpError)
        return send(
          response,
          cause.status,
          error(CODES[cause.status] ?? 'invalid', cause.message),
          cause.headers,
        );
      if (cause instanceof RateLimited)
        return send(response, 429, error('throttled', cause.message), cause.headers);
      logger.error({ request: id, err: cause }, 'an export could not be answered');
      if (isUnavailable(cause))
        return send(response, 503, error('transient', 'A part of this system does not answer.'), RETRY_LATER);
      send(response, 500, error('exception', `Something went wrong here (${id}).`));
    }
  };
}
