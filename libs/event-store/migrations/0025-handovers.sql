-- Whom a case was taken from and who had it, where something on it was missed within two working days of that.
alter table obligations
  add column handed_over_from text,
  add column handed_over_to text;
