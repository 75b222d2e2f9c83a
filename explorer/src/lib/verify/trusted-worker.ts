/**
 * Starts a worker from a file of the explorer's own build. The page's policy requires Trusted Types, so the address has
 * to go through a policy: this one gives exactly the addresses below its own origin's build and nothing else.
 */
const NAME = 'caretrail-verifier';

interface ScriptPolicy {
  createScriptURL(address: string): string;
}

let policy: ScriptPolicy | undefined;

function ownScript(address: string): string {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin || !url.pathname.includes('/_app/immutable/'))
    throw new TypeError('Not a script of this build');
  return url.href;
}

/** Browsers without Trusted Types take the address as it is. */
function scriptPolicy(): ScriptPolicy {
  policy ??= globalThis.trustedTypes?.createPolicy(NAME, { createScriptURL: ownScript }) ?? {
    createScriptURL: ownScript,
  };
  return policy;
}

export const startWorker = (address: string): Worker =>
  new Worker(scriptPolicy().createScriptURL(address), { type: 'module' });
