export { default as FieldValue } from './FieldValue.svelte';
