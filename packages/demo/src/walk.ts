export type WalkStart = { readonly url: string; readonly customerKey: string; readonly officeKey: string };

/**
 * One order from cart to ledger, as commands to paste into a shell. For bash and zsh on macOS and Linux:
 * no jq, no uuidgen, no comments, which an interactive zsh does not know, and no $RANDOM, which is the
 * same in every subshell of zsh.
 */
export const walk = ({ url, customerKey, officeKey }: WalkStart): string =>
  [`API=${url}`, `CUSTOMER_KEY=${customerKey}`, `OFFICE_KEY=${officeKey}`, STEPS].join('\n');

const STEPS = String.raw`
call() { KEY=$1; shift; curl -sS -H "Authorization: Bearer $KEY" -H "Idempotency-Key: $(node -p 'crypto.randomUUID()')" -H 'Content-Type: application/json' "$@"; }
customer() { call "$CUSTOMER_KEY" "$@"; }
office() { call "$OFFICE_KEY" "$@"; }
json() { node -p "v = JSON.parse(fs.readFileSync(0))$1; typeof v == 'string' ? v : JSON.stringify(v, null, 2)"; }

MUG=$(customer $API/v1/products | json '.items.find(p => p.sku == "MUG-BLUE").id')
BEANS=$(customer $API/v1/products | json '.items.find(p => p.sku == "BEANS-HOUSE-1KG").id')
CART=$(customer $API/v1/carts -d '{}' | json .id)
customer -X PUT $API/v1/carts/$CART/items/$MUG -d '{"quantity": 2}' | json .totals
customer -X PUT $API/v1/carts/$CART/items/$BEANS -d '{"quantity": 1}' | json .totals
customer -X PUT $API/v1/carts/$CART/address -d '{"name": "Ada Lovelace", "line1": "Unter den Linden 1", "city": "Berlin", "postalCode": "10117", "country": "DE"}' | json .missing
customer -X PUT $API/v1/carts/$CART/coupon -d '{"code": "WELCOME10"}' | json .coupon
RATE=$(customer $API/v1/carts/$CART/shipping-rates -d '{}' | json '.rates[0].rateId')
TOTAL=$(customer -X PUT $API/v1/carts/$CART/shipping-rate -d "{\"rateId\": \"$RATE\"}" | json .totals.total)

ORDER=$(customer $API/v1/orders -d "{\"cartId\": \"$CART\", \"expectedTotal\": $TOTAL}" | json .id)
PAYMENT=$(customer $API/v1/orders/$ORDER/payments -d '{"paymentMethod": "pm_card_visa"}' | json .id)
office $API/v1/payments/$PAYMENT/captures -d '{"amount": {"amount": 2000, "currency": "EUR"}}' | json
REST=$(office $API/v1/payments/$PAYMENT | json .capturable)
office $API/v1/payments/$PAYMENT/captures -d "{\"amount\": $REST}" | json
office $API/v1/payments/$PAYMENT/refunds -d '{"amount": {"amount": 2000, "currency": "EUR"}}' | json
office $API/v1/orders/$ORDER/ledger | json
`;
