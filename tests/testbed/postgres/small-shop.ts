/** The traits that make resetting hard: keys both ways, a guard against deletion, reference rows. */
export const smallShop = `
  CREATE TABLE currencies (code text PRIMARY KEY, exponent int NOT NULL);
  CREATE TABLE countries (code text PRIMARY KEY, currency text NOT NULL REFERENCES currencies);
  COMMENT ON TABLE countries IS 'reference: seeded by migrations';
  CREATE TABLE kysely_migration (name text PRIMARY KEY);
  CREATE TABLE orders (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    country text NOT NULL REFERENCES countries,
    current_payment int
  );
  CREATE TABLE payments (id serial PRIMARY KEY, order_id int NOT NULL REFERENCES orders);
  ALTER TABLE orders ADD FOREIGN KEY (current_payment) REFERENCES payments;
  CREATE SEQUENCE invoice_numbers START 1000;
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'payments are never deleted'; END $$;
  CREATE TRIGGER append_only BEFORE DELETE ON payments FOR EACH ROW EXECUTE FUNCTION refuse();
  INSERT INTO currencies VALUES ('EUR', 2), ('JPY', 0);
  INSERT INTO countries VALUES ('DE', 'EUR');
  INSERT INTO kysely_migration VALUES ('0001_small_shop');
  SELECT nextval('invoice_numbers');`;

/** An order with its payment, each pointing at the other. */
export const paidOrder = `
  INSERT INTO orders (country) VALUES ('DE');
  INSERT INTO payments (order_id) SELECT id FROM orders;
  UPDATE orders SET current_payment = payments.id FROM payments WHERE order_id = orders.id;`;
