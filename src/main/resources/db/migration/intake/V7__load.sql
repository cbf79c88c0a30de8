-- 各所業務量: what an office concluded in a time is counted for its county; until now only what is open was looked for by office.
create index sitting_concluded on sitting (office, ended_at) where state = 'CONCLUDED';
