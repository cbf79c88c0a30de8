package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.NoticeDesk.AgencyItem;
import tw.onestop.notice.NoticeDesk.OpenPage;
import tw.onestop.notice.NoticeDesk.OpenQuery;

/** 機關待辦頁: what is told of nobody stands before the items, and is counted. */
@ProductTest
class OpenPageTests {

    private static final AgencyCode AGENCY = new AgencyCode("CONSCRIPTION-09007040");
    private static final Actor OFFICER = Actor.officer("pages", AGENCY);

    @Autowired
    NoticeDesk desk;

    @AfterEach
    void asBefore() {
        TestDatabase.asOwner()
                .sql("delete from notice.bulletin where agency = ?")
                .param(AGENCY.value())
                .update();
    }

    @Test
    void bulletinsStandOnTheFirstPageAndPushNothingOut() {
        OpenPage before = page(null, "", 0);
        TestDatabase.asOwner().sql("""
                        insert into notice.bulletin (id, agency, about, registration, type, status, since)
                        select gen_random_uuid(), ?, 'RENUMBERING', 9000000 + n, 'tw.onestop.notice.renumbering.doors.v1', 'SENT', now()
                        from generate_series(1, 53) as s (n)
                        """).param(AGENCY.value()).update();

        OpenPage first = page(null, "", 0);
        OpenPage second = page(null, "", 1);

        assertThat(first.total()).isEqualTo(before.total() + 53);
        assertThat(first.counts().get(ItemStatus.SENT))
                .isEqualTo(before.counts().getOrDefault(ItemStatus.SENT, 0) + 53);
        assertThat(first.items()).hasSize(50);
        assertThat(second.items()).hasSize(3 + before.items().size());
        List<AgencyItem> both =
                Stream.concat(first.items().stream(), second.items().stream()).toList();
        assertThat(both).doesNotHaveDuplicates().containsAll(before.items());
        assertThat(page(ItemStatus.RECEIVED, "", 0).items())
                .noneMatch(item -> item.type().contains("renumbering"));
        assertThat(page(null, "115", 0).items()).noneMatch(item -> item.type().contains("renumbering"));
    }

    private OpenPage page(@Nullable ItemStatus status, String caseNo, int page) {
        return desk.openPage(AGENCY, new OpenQuery(status, caseNo, page), OFFICER);
    }
}
