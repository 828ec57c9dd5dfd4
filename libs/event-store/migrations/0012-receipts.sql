-- Since when a contact has reached them: a receipt can come long after it was sent.
alter table contacts add column reached_at timestamptz;
update contacts set reached_at = occurred_at where reached;
