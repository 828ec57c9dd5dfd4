-- Alerts in the orders in which they are listed; of those that wait apart, so that none of the many that have ended is read.
create index alerts_due on alerts (due_at, alert_id);
create index alerts_waiting on alerts (position) where status in ('open', 'acknowledged', 'snoozed');
create index alerts_waiting_due on alerts (due_at, alert_id) where status in ('open', 'acknowledged', 'snoozed');
