import type { Table } from './find-tables.ts';

/** Where notes are made of what a reset does not undo; an undone transaction undoes its note too. */
export const taintTableSql = 'CREATE TABLE _topheavy.taint (cause text NOT NULL);';

/**
 * Triggers that note a change of reference rows. Those for rows fire per row, not per statement:
 * an upsert that changes nothing is no taint.
 */
export function referenceTaintSql(tables: readonly Table[]): string {
  const triggers = tables
    .filter(({ kind }) => kind === 'reference')
    .flatMap(({ name }) => [
      trigger('_topheavy_rows', 'INSERT OR UPDATE OR DELETE', name, 'ROW'),
      trigger('_topheavy_truncate', 'TRUNCATE', name, 'STATEMENT'),
    ]);
  return `
    CREATE FUNCTION _topheavy.note_reference_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp
    AS $note$ BEGIN
      INSERT INTO _topheavy.taint VALUES (format('%s of %I.%I', tg_op, tg_table_schema, tg_table_name));
      RETURN NULL;
    END $note$;
    ${triggers.join('\n')}`;
}

function trigger(trigger: string, events: string, table: string, each: 'ROW' | 'STATEMENT'): string {
  return `
    CREATE TRIGGER ${trigger} AFTER ${events} ON ${table} FOR EACH ${each} EXECUTE FUNCTION _topheavy.note_reference_change();
    ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${trigger};`;
}

/** Event triggers that note every change of the schema but those of temporary objects. */
export const schemaTaintSql = `
  CREATE FUNCTION _topheavy.note_schema_change() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
  AS $note$ BEGIN
    IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE schema_name IS DISTINCT FROM 'pg_temp') THEN
      INSERT INTO _topheavy.taint VALUES (tg_tag);
    END IF;
  END $note$;
  CREATE FUNCTION _topheavy.note_schema_drop() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
  AS $note$ BEGIN
    IF EXISTS (SELECT FROM pg_event_trigger_dropped_objects() WHERE NOT is_temporary) THEN
      INSERT INTO _topheavy.taint VALUES (tg_tag);
    END IF;
  END $note$;
  CREATE EVENT TRIGGER _topheavy_schema_change ON ddl_command_end EXECUTE FUNCTION _topheavy.note_schema_change();
  CREATE EVENT TRIGGER _topheavy_schema_drop ON sql_drop EXECUTE FUNCTION _topheavy.note_schema_drop();`;
