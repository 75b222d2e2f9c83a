import { createHash } from 'node:crypto';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** The page announcer of the explorer's framework hides itself by a style attribute, which policies name by its hash. */
const ANNOUNCER_STYLE = /id="svelte-announcer"[^>]*?style="([^"]+)"/g;

const hashes = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => hashOf(match[1] ?? ''))),
];

/**
 * The Content-Security-Policy of the explorer: only what its own build holds runs, named by hash where it is inline.
 * Made from the files that are served, so that a new build cannot disagree with it.
 */
export function contentSecurityPolicy(
  page: string,
  scripts: readonly string[],
  connect: readonly string[],
): string {
  const styles = [...new Set(scripts.flatMap((script) => hashes(script, ANNOUNCER_STYLE)))];
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashes(page, INLINE_SCRIPT)].join(' '),
    ["style-src 'self'", ...(styles.length > 0 ? ["'unsafe-hashes'", ...styles] : [])].join(' '),
    "img-src 'self' data:",
    ["connect-src 'self'", ...connect].join(' '),
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // Svelte's own markup, and the one worker that verifies proofs.
    'trusted-types svelte-trusted-html sveltekit-trusted-url caretrail-verifier',
  ].join('; ');
}
