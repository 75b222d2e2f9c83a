import type { IncomingMessage, ServerResponse } from 'node:http';
import { reply } from '../http/reply.ts';
import type { ExplorerOptions } from '../options.ts';
import { readFiles, type StaticFile } from './files.ts';
import { contentSecurityPolicy } from './policy.ts';

/** The page that every address of the explorer starts from; it finds its way in the browser. */
const PAGE = '/200.html';

const YEAR = 31_536_000;

function encoded(
  file: StaticFile,
  accepted: string,
): { readonly body: Buffer; readonly encoding: string | null } {
  if (file.brotli && /\bbr\b/.test(accepted)) return { body: file.brotli, encoding: 'br' };
  if (file.gzip && /\bgzip\b/.test(accepted)) return { body: file.gzip, encoding: 'gzip' };
  return { body: file.plain, encoding: null };
}

const refuse = (response: ServerResponse, status: number, text: string): void =>
  reply(response, status, { 'content-type': 'text/plain; charset=utf-8', allow: 'GET, HEAD' }, `${text}\n`);

/** Serves the built explorer: its files as they are, its one page for every other address. */
export async function createExplorer({ folder, connect }: ExplorerOptions) {
  const files = await readFiles(folder);
  const page = files.get(PAGE);
  if (!page) throw new Error(`No explorer in ${folder}: build it first`);
  const scripts = [...files.values()].filter(({ type }) => type.startsWith('text/javascript'));
  const policy = contentSecurityPolicy(
    page.plain.toString('utf8'),
    scripts.map(({ plain }) => plain.toString('utf8')),
    connect,
  );

  return (request: IncomingMessage, response: ServerResponse, path: string): void => {
    const found = files.get(path);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, 'Only GET and HEAD.');
      return;
    }
    // A missing file of the build must not read as a page: a script would get HTML.
    if (!found && path.startsWith('/_app/')) {
      refuse(response, 404, 'Not found.');
      return;
    }
    const file = found ?? page;
    const { body, encoding } = encoded(file, String(request.headers['accept-encoding'] ?? ''));
    const html = file.type.startsWith('text/html');
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': body.length,
      'cache-control': file.immutable ? `public, max-age=${YEAR}, immutable` : 'no-cache',
      vary: 'Accept-Encoding',
      ...(encoding && { 'content-encoding': encoding }),
      ...(html && {
        'content-security-policy': policy,
        'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}
