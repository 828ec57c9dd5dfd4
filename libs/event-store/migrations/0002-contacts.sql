-- What a contact is meant to tell, whether or not it has reached them.
alter table contacts add column informs boolean not null default false;
