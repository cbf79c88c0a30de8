-- 尚未登錄: what no part of this system records yet can only be taken over from elsewhere; pages say so beside it.
alter table service add column recorded boolean not null default true;
comment on column service.recorded is 'false while nothing here records it, so that only carried figures are in it';
update service set recorded = false where code = 'e-transcript';
