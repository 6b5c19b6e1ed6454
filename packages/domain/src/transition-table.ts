/** What an action needs and what it leads to; `unchanged` for one that moves money only. */
export type Transition<Status extends string> = {
  readonly from: readonly Status[];
  readonly to: Status | 'unchanged';
};

/** The status after `transition`, undefined when it is not allowed in `status`. */
export function statusAfter<Status extends string>(
  transition: Transition<Status>,
  status: Status,
): Status | undefined {
  if (!transition.from.includes(status)) return undefined;
  return transition.to === 'unchanged' ? status : transition.to;
}

/** The actions of `table` that are allowed in `status`, in the order of the table. */
export function actionsAllowedIn<Status extends string, Action extends string>(
  table: Readonly<Record<Action, Transition<Status>>>,
  status: Status,
): Action[] {
  const actions: Action[] = [];
  for (const action in table) {
    if (table[action].from.includes(status)) actions.push(action);
  }
  return actions;
}
