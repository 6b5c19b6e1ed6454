import { refuse } from './refuse.ts';
import { shipmentRequest, type ShipmentRequest } from './shipment-request.ts';

/** The request without its envelope, or EasyPost's refusal with every field that does not fit. */
export const readShipment = (body: unknown): ShipmentRequest => {
  const asked: unknown = Reflect.get(Object(body), 'shipment');
  if (asked === undefined || asked === null) {
    throw refuse(422, 'PARAMETER.REQUIRED', 'Missing required parameter.', [
      { field: 'shipment', message: 'cannot be blank' },
    ]);
  }
  const parsed = shipmentRequest.safeParse(asked, { reportInput: true });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  if (issues.some((issue) => issue.path.at(-1) === 'country')) {
    throw refuse(
      422,
      'ADDRESS.COUNTRY.INVALID',
      "Invalid 'country', please provide a 2 character ISO country code.",
    );
  }
  throw refuse(
    422,
    'SHIPMENT.INVALID_PARAMS',
    'Unable to create shipment, one or more parameters were invalid.',
    issues.map((issue) => ({
      field: issue.path.join('.'),
      message: issue.input === undefined ? 'Required and missing.' : issue.message,
    })),
  );
};
