import { letter, type Mail } from './mail.ts';

export type ParcelFacts = {
  readonly orderId: string;
  readonly carrier: string;
  readonly trackingCode: string;
};

export const orderFulfilledMail = ({ orderId, carrier, trackingCode }: ParcelFacts): Mail =>
  letter(`Your order ${orderId} is on its way`, [
    `We have handed your order ${orderId} to ${carrier}.`,
    `You can follow the parcel with the tracking code ${trackingCode}.`,
  ]);
