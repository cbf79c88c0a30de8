-- 檔案查得人數: kept when the answer is erased, so that a report can still say of how many a file told; null where it was erased before.
alter table file add column found int check (found >= 0);
update file set found = of_blocks.found
  from (select file as id, sum(found)::int as found from file_block group by file having count(*) = count(answer)) of_blocks
 where file.id = of_blocks.id and file.answered_at is not null;

-- 查看日: on which days a machine looked what its agency's feed or its subscriptions brought, be it nothing.
create table looked (
    agency text not null,
    day    date not null,
    primary key (agency, day)
);
