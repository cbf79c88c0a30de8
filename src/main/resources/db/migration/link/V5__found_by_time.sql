-- What is looked for by time alone: the uses of a week, and answers whose time is over.
create index query_at on query using brin (at);
create index file_answered on file (answered_at) where state = 'ANSWERED';
