package tw.onestop.registry;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;

/** 流水配號: running numbers, passing over those that somebody bears or bore (國民身分證及戶口名簿製發相片影像檔建置管理辦法 §3). */
@Component
class RunningNewcomers implements Newcomers {

    /** The third digit of who is a national by birth is 0 to 5. */
    private static final int NATIVE = 6_000_000;

    private final JdbcClient jdbc;
    private final Books books;

    RunningNewcomers(JdbcClient jdbc, Books books) {
        this.jdbc = jdbc;
        this.books = books;
    }

    @Override
    public PersonId person() {
        return new PersonId(next("registry.person_id"));
    }

    @Override
    public NationalId number(Address address, Sex sex) {
        NationalId number;
        do {
            int running = (int) (next("registry.national_id_number") % NATIVE);
            number = NationalId.of(RunningNumbers.letter(address), sex == Sex.MALE ? 1 : 2, running);
        } while (books.isTaken(number));
        return number;
    }

    private long next(String sequence) {
        return jdbc.sql("select nextval('" + sequence + "')").query(Long.class).single();
    }
}
