export { default as VariablesField } from './VariablesField.svelte';
