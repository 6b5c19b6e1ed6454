/**
 * The parts of Square's inventory API that the fake speaks, as its OpenAPI document of 2025-08-20 writes
 * them on the wire; the types of its SDK are in camel case.
 */
export type InventoryState =
  | 'CUSTOM'
  | 'IN_STOCK'
  | 'SOLD'
  | 'RETURNED_BY_CUSTOMER'
  | 'RESERVED_FOR_SALE'
  | 'SOLD_ONLINE'
  | 'ORDERED_FROM_VENDOR'
  | 'RECEIVED_FROM_VENDOR'
  | 'IN_TRANSIT_TO'
  | 'NONE'
  | 'WASTE'
  | 'UNLINKED_RETURN'
  | 'COMPOSED'
  | 'DECOMPOSED'
  | 'SUPPORTED_BY_NEWER_VERSION'
  | 'IN_TRANSIT';

export type InventoryCount = {
  catalog_object_id: string;
  catalog_object_type: 'ITEM_VARIATION';
  state: InventoryState;
  location_id: string;
  /** A decimal string with at most 5 decimals: '17', '17.5'. */
  quantity: string;
  calculated_at: string;
};

type Change = {
  id: string;
  reference_id?: string;
  catalog_object_id: string;
  catalog_object_type: 'ITEM_VARIATION';
  location_id: string;
  quantity: string;
  occurred_at: string;
  created_at: string;
};

export type InventoryPhysicalCount = Change & { state: InventoryState };

export type InventoryAdjustment = Change & { from_state: InventoryState; to_state: InventoryState };

export type InventoryChange =
  | { type: 'PHYSICAL_COUNT'; physical_count: InventoryPhysicalCount }
  | { type: 'ADJUSTMENT'; adjustment: InventoryAdjustment };

/** No counts are an empty list: an answer without one could not be told from none. */
export type CountsPage = { counts: InventoryCount[]; cursor?: string };

export type BatchChangeResult = { counts: InventoryCount[]; changes?: InventoryChange[] };

export type SquareError = {
  category: 'AUTHENTICATION_ERROR' | 'INVALID_REQUEST_ERROR';
  code:
    | 'CONFLICT'
    | 'EXPECTED_JSON_BODY'
    | 'IDEMPOTENCY_KEY_REUSED'
    | 'INCORRECT_TYPE'
    | 'INVALID_CURSOR'
    | 'INVALID_ENUM_VALUE'
    | 'INVALID_SQUARE_VERSION_FORMAT'
    | 'INVALID_TIME'
    | 'INVALID_VALUE'
    | 'MISSING_REQUIRED_PARAMETER'
    | 'NOT_FOUND'
    | 'UNAUTHORIZED'
    | 'VALUE_TOO_HIGH'
    | 'VALUE_TOO_LONG'
    | 'VALUE_TOO_LOW';
  detail: string;
  field?: string;
};

export type Failure = { errors: SquareError[] };
