// Imported first: WebdriverIO's logger reads the level when its modules are loaded.
process.env['WDIO_LOG_LEVEL'] ??= 'error';
