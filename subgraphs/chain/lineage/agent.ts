import { createHmac } from 'node:crypto';
import type { AgentKind } from './lineage.ts';

/** Who made a version, as far as the graph tells. */
export interface ToldAgent {
  readonly id: string;
  readonly kind: AgentKind;
}

/** `Patient/…` of the person whom the record is about tells nothing new; whoever else acted is known by a keyed id. */
export function toldAgent(agent: string, patient: string | null, key: Uint8Array): ToldAgent {
  if (agent.startsWith('software/')) return { id: agent, kind: 'SOFTWARE' };
  const kind = agent.startsWith('Patient/') ? 'PERSON' : 'OTHER';
  if (kind === 'PERSON' && agent === `Patient/${patient}`) return { id: agent, kind };
  const keyed = createHmac('sha256', key).update('caretrail/agent/1\0').update(agent).digest('hex');
  return { id: `agent/${keyed.slice(0, 32)}`, kind };
}
