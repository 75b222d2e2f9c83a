export { default as RecordOf } from './RecordOf.svelte';
