import { describe, expect, it } from 'vitest';
import { PUBLIC_CALLER } from '../caller/caller.ts';
import { sql } from '../sql/fragment.ts';
import { type SessionPort, sessionStore } from './session-store.ts';
import type { Span } from './span.ts';

/** A span that writes down what becomes of it and of its children. */
function recordingSpan(told: string[], name: string): Span {
  return {
    traceparent: '',
    child(of, attributes = {}) {
      told.push(`begin ${of} ${JSON.stringify(attributes)}`);
      return recordingSpan(told, of);
    },
    end: (failure) => told.push(`end ${name}${failure === undefined ? '' : ' failed'}`),
  };
}

function storeOn(session: Partial<SessionPort>, told: string[]) {
  const span = recordingSpan(told, 'request');
  const info = { id: 'request-1', operation: 'Test', signal: AbortSignal.timeout(1_000), span };
  const port: SessionPort = {
    sql: async () => [],
    commit: async () => {},
    rollback: async () => {},
    ...session,
  };
  return sessionStore('patients', PUBLIC_CALLER, info, port);
}

describe('a transaction in a trace', () => {
  it('lasts from its first statement to its end', async () => {
    const told: string[] = [];
    const store = storeOn({}, told);
    expect(told).toEqual([]);
    await store.query(sql`select 1`);
    await store.query(sql`select 2`);
    await store.commit([]);
    expect(told).toEqual(['begin database transaction {"subgraph":"patients"}', 'end database transaction']);
  });

  it('has failed when its commit fails, and the failure goes on', async () => {
    const told: string[] = [];
    const store = storeOn({ commit: () => Promise.reject(new Error('lost')) }, told);
    await store.query(sql`select 1`);
    await expect(store.commit([])).rejects.toThrow('lost');
    expect(told.at(-1)).toBe('end database transaction failed');
  });

  it('that never began leaves nothing', async () => {
    const told: string[] = [];
    await storeOn({}, told).rollback();
    expect(told).toEqual([]);
  });
});
