-- 國外返回遷入 (戶籍法 §17): who had moved abroad did not come from where they were registered last.
insert into annotation_template values
    ('MOVE_IN_ABROAD', 1, '{eventDate}自國外遷入{filedOn}申登。', '(,)', 'own wording [not verified]');
