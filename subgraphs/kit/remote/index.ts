export { contextKeys } from './context/context-keys.ts';
export { makeContextKey } from './context/make-keys.ts';
export { contextSigner, type SignContext } from './context/sign-context.ts';
export { type CallerContext, CONTEXT_HEADER, digestOf } from './context/signed-context.ts';
export type { UsedContexts } from './context/used-contexts.ts';
export { type Deadline, deadlineFor } from './server/deadline.ts';
export { type Listener, type ListenerOptions, openListener } from './server/listener.ts';
export { SCHEMA_HEADER, type ServeOptions, serveSubgraph } from './server/serve-subgraph.ts';
