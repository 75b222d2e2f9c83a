import { equal } from '../bytes/bytes.ts';
import type { Proof } from '../file/proof.ts';
import type { VersionLeaf } from '../record/header.ts';
import { ensure } from '../refused.ts';
import { rootFromPath } from '../tree/inclusion.ts';
import { logLeaf } from '../tree/node.ts';

/** Step `log`: the version is an entry of the log that it names, in the tree with the stated root. */
export function checkLog({ inclusion, versionHash }: Proof, { log }: VersionLeaf): void {
  ensure(inclusion.log === log, 'LOG_DIFFERS', inclusion.log);
  const root = rootFromPath(logLeaf(versionHash), inclusion.index, inclusion.size, inclusion.path);
  ensure(equal(root, inclusion.root), 'ROOT');
}
