export { default as VisitContents } from './VisitContents.svelte';
