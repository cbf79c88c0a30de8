-- 每週稽核: machines choose the ids of their queries and files, and may choose one for one of each; each is ticked by itself.
alter table checked add column file boolean not null default false;
update checked c set file = true
 where exists (select from file f where f.id = c.transaction_id)
   and not exists (select from query q where q.transaction_id = c.transaction_id);
alter table checked alter column file drop default;
alter table checked drop constraint checked_pkey, add primary key (transaction_id, file);
