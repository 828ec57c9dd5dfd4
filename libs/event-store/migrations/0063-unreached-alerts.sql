-- Whom an alert is for could not be brought it, and nobody comes next: a board counts these.
alter table alerts add column unreached boolean not null default false;
alter table earlier_alerts add column unreached boolean not null default false;
update alerts a set unreached = true
  where exists (select from facts f where f.type = 'AlertUndeliverable' and f.data ->> 'alertId' = a.alert_id
    and f.data ->> 'recipient' = a.recipient);
