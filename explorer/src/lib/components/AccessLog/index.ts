export { default as AccessFilters } from './AccessFilters.svelte';
export { default as AccessLog } from './AccessLog.svelte';
export { default as Looked } from './Looked.svelte';
export { default as VisitAccess } from './VisitAccess.svelte';
