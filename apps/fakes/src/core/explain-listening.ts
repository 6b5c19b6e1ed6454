/** Why a server cannot listen, as a sentence that says what to do. */
export const explainListening = (
  error: NodeJS.ErrnoException,
  name: string,
  { host, port }: { host: string; port: number },
): Error => {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use, so the ${name} server cannot start. Stop what listens on ${host}:${port} or choose another port (0 takes any free one).`,
    EACCES: `Port ${port} may not be opened by this user, so the ${name} server cannot start. Choose a port above 1023.`,
    EADDRNOTAVAIL: `${host} is no address of this machine, so the ${name} server cannot start. Use 127.0.0.1 or 0.0.0.0.`,
  };
  return new Error(reasons[error.code ?? ''] ?? `The ${name} server cannot start on ${host}:${port}.`, {
    cause: error,
  });
};
