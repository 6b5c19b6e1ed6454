// The other reference: express, a route, and an answer that is always the same.
import express from 'express';
import type { AddressInfo } from 'node:net';

const app = express();
app.get('/constant', (_request, response) => {
  response.json({ status: 'confirmed', total: { amount: 1900, currency: 'EUR' } });
});
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
// Whoever started it is gone, in whatever way.
process.stdin.once('close', () => process.exit(0));
process.stdin.resume();
