-- A pause is an opting out that ends by itself.
alter table opt_out add column until timestamptz;

-- The customer's own page: a random token that names nobody, one a customer, replaced when it has expired.
create table own_link (
  customer_id uuid primary key,
  token bytea not null,
  token_key bytea not null unique,
  expires_at timestamptz not null
);
