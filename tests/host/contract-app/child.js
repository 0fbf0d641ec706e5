process.parentPort.on('message', ({ data }) => {
  if (data.kind === 'exit') process.exit(data.code);
  if (data.kind === 'print') {
    process.stdout.write('to stdout\n');
    process.stderr.write('to stderr\n');
  }
  if (data.kind === 'describe') {
    process.parentPort.postMessage({
      args: process.argv.slice(2),
      env: process.env.CONTRACT_CHILD,
      type: process.type,
      when: data.when.getTime(),
      bytes: [...data.bytes],
    });
  }
});
