import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** How hubs under test reach their subgraphs: the same tests run over both. */
    readonly transport: 'local' | 'http';
  }
}

export const transportUnderTest = () => inject('transport');
