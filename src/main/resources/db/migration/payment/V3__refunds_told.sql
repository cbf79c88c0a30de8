-- In whose file a refund stands is asked for every refund that was paid out.
create index day_line_of_refund on day_line (transaction_id) where channel = 'REFUND';
