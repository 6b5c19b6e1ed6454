import { readOpenApi, type OpenApiDocument, type Routes } from './openapi.ts';
import type { Published } from './witness.ts';

const routes: Routes = {
  'resend.emails.send': ['post', '/emails'],
  'resend.emails.send_batch': ['post', '/emails/batch'],
  'resend.emails.get': ['get', '/emails/{email_id}'],
};

export function readResend(document: string): Published {
  const reading = readOpenApi(JSON.parse(document) as OpenApiDocument, routes, 'resend/resend.json', {
    closed: true,
  });
  return { provider: 'resend', ...reading, resources: new Map() };
}
