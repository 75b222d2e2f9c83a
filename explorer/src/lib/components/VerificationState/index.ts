export { default as VerificationState } from './VerificationState.svelte';
