-- The second step reads the whole trail, while acts are recorded.
alter table trail validate constraint before_months;
