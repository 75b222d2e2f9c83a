export * from './caller/caller.ts';
export * from './catalogue/policy.ts';
export * from './errors/codes.ts';
export * from './subgraph/subgraph.ts';
