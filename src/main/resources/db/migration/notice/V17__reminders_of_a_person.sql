-- 主動提醒 of a person, whatever became of it: what is withdrawn looks for what it had taken, and for what was registered after that.
drop index reminder_of_person;
create index reminder_of_person on reminder (person);
