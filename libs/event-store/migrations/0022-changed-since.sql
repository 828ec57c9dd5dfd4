-- What has changed since a time: all else stands now as it was known to stand then.
create index obligation_versions_recorded on obligation_versions (recorded_at, obligation_id);
