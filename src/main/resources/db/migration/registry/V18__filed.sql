-- 試行: what was filed in a month is looked through without reading all that ever was; rows come in the order of their days.
create index registration_filed on registration using brin (filed_on);
