export { default as DecisionForm } from './DecisionForm.svelte';
