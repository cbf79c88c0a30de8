-- 依標的查軌跡: a dossier asks what was recorded about one application and its items, and is not to read months for it. Queries by
-- agencies are the mass of the trail and are about no application: they stay out of the index, and writing them costs what it did.
create index trail_object on trail (object) where object is not null and action not like 'link.%';
