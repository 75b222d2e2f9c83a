/** A peer that lags refuses what is right: a refusal counts once it has come this often in a row. */
export const REFUSALS_THAT_STAND = 3;
