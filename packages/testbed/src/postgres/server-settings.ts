const always = {
  timezone: 'UTC',
  lc_messages: 'C',
  // Several workers, each with a few pools, and the API processes that some tests add.
  max_connections: '300',
  jit: 'off',
};

/**
 * For data that nobody will miss. A clone by FILE_COPY takes 7 ms with these and 218 ms with
 * the durable defaults, TRUNCATE of 11 tables 4 ms and 37 ms: both wait for the disk only.
 * Autovacuum is off because it takes locks at moments of its own.
 */
const disposable = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_init_zero: 'off',
  checkpoint_timeout: '1h',
  // Data may lie in memory, so the log must not grow to the default gigabyte.
  max_wal_size: '256MB',
  shared_buffers: '64MB',
};

/** Settings, `name=value`, for a server of ours; `durable` leaves all that guards data as it ships. */
export function serverSettings(durable: boolean): string[] {
  const settings = durable ? always : { ...always, ...disposable };
  return Object.entries(settings).map(([name, value]) => `${name}=${value}`);
}
