import { z } from 'zod';
import { ControlError } from '../core/control-error.ts';
import { fact } from '../core/provider.ts';
import { inventoryStates, isTracked } from './inventory-states.ts';
import { parseQuantity } from './quantity.ts';
import { setCount, type SquareState } from './state.ts';

const stock = z.strictObject({
  catalog_object_id: z.string().min(1),
  location_id: z.string().min(1),
  state: z.enum(inventoryStates).default('IN_STOCK'),
  quantity: z.string(),
});

export const facts = {
  /** What Square knows to be there, as if somebody had just counted it. */
  stock: fact(stock, (state: SquareState, args, { clock }) => {
    const quantity = parseQuantity(args.quantity);
    if (quantity === undefined) {
      throw new ControlError(
        `'${args.quantity}' is no quantity: give a decimal string such as '17' or '17.5'.`,
      );
    }
    if (!isTracked(args.state))
      throw new ControlError(`Square keeps no count of goods in state ${args.state}.`);
    const place = {
      catalogObjectId: args.catalog_object_id,
      locationId: args.location_id,
      state: args.state,
    };
    setCount(state, place, () => quantity, clock.now());
  }),
  /** Small pages, to make a client follow the cursor without thousands of counts. */
  page_size: fact(z.strictObject({ limit: z.int().min(1).max(1000) }), (state: SquareState, { limit }) => {
    state.pageSize = limit;
  }),
};
