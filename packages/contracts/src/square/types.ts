import type { serialization } from 'square';

/** `Raw` is the SDK's description of what travels: its other types are in camel case. */
type AnyChange = serialization.InventoryChange.Raw;

/** A change has the member that its type names. Transfers need a subscription that the shop has none of. */
type ChangeOf<Adjusted, Counted> = Omit<AnyChange, 'type' | 'adjustment' | 'physical_count' | 'transfer'> &
  ({ type: 'ADJUSTMENT'; adjustment: Adjusted } | { type: 'PHYSICAL_COUNT'; physical_count: Counted });

type Adjustment = serialization.InventoryAdjustment.Raw;
type PhysicalCount = serialization.InventoryPhysicalCount.Raw;
type Change = ChangeOf<Adjustment, PhysicalCount>;

/** What a caller says of a change; the rest Square adds. */
type AddedBySquare = 'id' | 'created_at' | 'source' | 'catalog_object_type';
export type AskedAdjustment = Omit<Adjustment, AddedBySquare>;
export type AskedPhysicalCount = Omit<PhysicalCount, AddedBySquare>;

/** Without the errors that the SDK allows beside an answer: those come with another status. */
type Answer<Raw> = Omit<Raw, 'errors'>;

export type CountsOfObject = Answer<serialization.GetInventoryCountResponse.Raw>;
export type Counts = Answer<serialization.BatchGetInventoryCountsResponse.Raw>;
export type Changes = Omit<Answer<serialization.BatchChangeInventoryResponse.Raw>, 'changes'> & {
  changes?: Change[];
};
export type CountsQuery = serialization.BatchGetInventoryCountsRequest.Raw;
export type ChangesRequest = Omit<serialization.BatchChangeInventoryRequest.Raw, 'changes'> & {
  changes: ChangeOf<AskedAdjustment, AskedPhysicalCount>[];
};
/** The SDK names it in camel case only. */
export type CountsOfObjectQuery = { location_ids?: string; cursor?: string };
export type Failure = { errors: serialization.Error_.Raw[] };
