import { z } from 'zod';
import type { Context, Operation } from '../core/operation.ts';
import { emitEvent } from './emit-event.ts';
import { refuse } from './refuse.ts';
import { type EasyPostState, shipmentBody, shipmentOf, type StoredShipment, trackerBody } from './state.ts';
import { timestamp } from './timestamps.ts';
import { newTracker } from './tracker.ts';
import type { Fee, PostageLabelBody } from './wire.ts';

const schema = z.object({
  rate: z.object({ id: z.string() }),
  insurance: z.coerce.number().positive().optional(),
});

/** Money is spent here, once: a second purchase is refused, whichever rate it names. */
export const shipmentsBuy: Operation<EasyPostState> = {
  id: 'easypost.shipments.buy',
  method: 'POST',
  path: '/v2/shipments/:id/buy',
  handle: (state, request, context) => {
    const shipment = shipmentOf(state, request.params['id']);
    const asked = schema.safeParse(request.body ?? {});
    if (!asked.success) {
      throw refuse(422, 'PARAMETER.REQUIRED', 'Missing required parameter.', [
        { field: asked.error.issues[0]?.path.join('.') ?? 'rate', message: 'cannot be blank' },
      ]);
    }
    if (shipment.selected_rate !== null) {
      throw refuse(422, 'SHIPMENT.POSTAGE.EXISTS', 'Postage already exists for this shipment.');
    }
    const { rate: wanted, insurance } = asked.data;
    const rate = shipment.rates.find((one) => one.id === wanted.id);
    if (rate === undefined) {
      throw refuse(422, 'SHIPMENT.MISSING_RATE', 'The rate is not one of this shipment.');
    }
    const now = timestamp(context.clock.now());
    const trackingCode =
      rate.carrier === 'USPS' ? context.ids.next('9400100', 15) : context.ids.next('1Z', 16);
    const tracker = newTracker({ trackingCode, carrier: rate.carrier, shipmentId: shipment.id }, context);
    state.trackers.set(tracker.id, tracker);
    const bought: Partial<StoredShipment> = {
      selected_rate: { ...rate, updated_at: now },
      tracking_code: trackingCode,
      postage_label: postageLabel(context),
      insurance: insurance === undefined ? null : insurance.toFixed(2),
      fees: fees(rate.rate, insurance),
      updated_at: now,
    };
    Object.assign(shipment, bought);
    emitEvent('tracker.created', trackerBody(tracker), {}, context);
    return { status: 200, body: shipmentBody(state, shipment) };
  },
};

const postageLabel = ({ ids, clock }: Context): PostageLabelBody => {
  const id = ids.next('pl_', 32);
  const now = timestamp(clock.now());
  return {
    object: 'PostageLabel',
    id,
    created_at: now,
    updated_at: now,
    date_advance: 0,
    integrated_form: 'none',
    label_date: now,
    label_resolution: 300,
    label_size: '4x6',
    label_type: 'default',
    label_file_type: 'image/png',
    label_url: `https://easypost-files.s3.us-west-2.amazonaws.com/files/postage_label/${now.slice(0, 10).replaceAll('-', '')}/${id}.png`,
    label_pdf_url: null,
    label_zpl_url: null,
    label_epl2_url: null,
    label_file: null,
  };
};

/** Insurance costs half a percent and at least 50 cents: both recorded purchases agree. */
const fees = (postage: string, insured: number | undefined): Fee[] => {
  const charged = { object: 'Fee', charged: true, refunded: false } as const;
  const postageFee: Fee = { ...charged, type: 'PostageFee', amount: Number(postage).toFixed(5) };
  if (insured === undefined) return [postageFee];
  return [
    postageFee,
    { ...charged, type: 'InsuranceFee', amount: Math.max(0.5, insured * 0.005).toFixed(5) },
  ];
};
