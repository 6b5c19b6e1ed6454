// Preloaded into an API process: when whoever started it is gone, in whatever way, its standard input ends.
process.stdin.once('close', () => process.exit(1));
process.stdin.resume();
// Waiting for that must not keep a process alive that has nothing else to do.
if ('unref' in process.stdin) process.stdin.unref();
