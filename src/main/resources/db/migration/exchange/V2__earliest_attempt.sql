-- An endpoint's first success after failures releases what waits for it; a notice that fails again and again is nevertheless
-- not tried before this instant (最早重送時間), so that one which the agency can never take does not run in circles.
alter table outbox add column earliest timestamptz not null default now();
