export { default as TierBadge } from './TierBadge.svelte';
