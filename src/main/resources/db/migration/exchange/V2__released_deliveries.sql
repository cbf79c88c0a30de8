-- An endpoint's first success after failures releases what waits for it (首次成功即全數放行): the schedule of each begins anew.
-- One that fails again and again is nevertheless not tried before its earliest instant, so that a notice which the agency can
-- never take does not run in circles.
alter table outbox
    add column step     integer     not null default 0,
    add column earliest timestamptz not null default now();
