// The shim logs in its own format; of that only errors are wanted, and they belong on standard error.
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'error';
process.env['CORE_CHAINCODE_LOGGING_SHIM'] ??= 'error';

export {};
