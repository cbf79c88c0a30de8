package tw.onestop.joining;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 仍要求紙本謄本, as told and counted. */
@Component
class Papers implements PaperDesk {

    private static final Actor PUBLIC = Actor.rule("joining.paper");
    private static final int LONGEST = 60;

    /** What looks like the number of a person: nobody is to be named here. */
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z][A-Da-d0-9]\\d{8}|\\d{8,}");

    private final JdbcClient jdbc;
    private final CatalogueDesk catalogue;
    private final PaperRanking ranking;
    private final PaperPace pace;
    private final Diary diary;

    Papers(JdbcClient jdbc, CatalogueDesk catalogue, PaperRanking ranking, PaperPace pace, Diary diary) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.ranking = ranking;
        this.pace = pace;
        this.diary = diary;
    }

    @Override
    @Transactional
    public List<Refusal> told(Asked asked, String askedFrom) {
        List<Refusal> wrong = wrong(asked);
        if (wrong.isEmpty() && !pace.take(askedFrom)) {
            wrong = List.of(Refusal.of("", "joining.paper.tooOften"));
        }
        return keep(asked, "CITIZEN", PUBLIC, wrong);
    }

    @Override
    @Transactional
    public List<Refusal> toldAtCounter(Asked asked, Actor clerk) {
        if (asked.kind().isEmpty() && asked.agency().isBlank()) {
            diary.record(Act.done(clerk, "joining.paper.notAsked", null, null));
            return List.of();
        }
        return keep(asked, "COUNTER", clerk, wrong(asked));
    }

    @Override
    @Transactional
    public List<Rank> ranking(LocalDate since, Actor reader) {
        diary.record(Act.done(reader, "joining.paper.rank", null, null));
        return ranking.agencies(since);
    }

    @Override
    @Transactional
    public List<LawRank> laws(LocalDate since, Actor reader) {
        diary.record(Act.done(reader, "joining.paper.rank", null, null));
        return ranking.laws(since);
    }

    private List<Refusal> keep(Asked asked, String by, Actor actor, List<Refusal> wrong) {
        if (wrong.isEmpty()) {
            jdbc.sql("""
                    insert into joining.paper_asked (at, told_by, kind, agency, business, purpose, office)
                    values (?, ?, nullif(?, ''), ?, ?, ?, ?)
                    """)
                    .param(diary.now().atOffset(ZoneOffset.UTC))
                    .param(by)
                    .param(asked.kind())
                    .param(asked.agency().strip())
                    .param(asked.business())
                    .param(asked.purpose().strip())
                    .param(actor.office() == null ? null : actor.office().value())
                    .update();
        }
        diary.record(
                wrong.isEmpty()
                        ? Act.done(actor, "joining.paper.told", asked.kind().isEmpty() ? null : asked.kind(), null)
                        : Act.refused(actor, "joining.paper.told", null, CatalogueForms.codes(wrong)));
        return wrong;
    }

    private List<Refusal> wrong(Asked asked) {
        List<Refusal> wrong = new ArrayList<>();
        boolean known = catalogue.kinds().stream().anyMatch(kind -> kind.code().equals(asked.kind()));
        if (!known && (!asked.kind().isEmpty() || asked.agency().isBlank())) {
            wrong.add(Refusal.of("kind", "joining.paper.kind.missing"));
        }
        Optional<Business> item = catalogue.item(asked.business());
        if (!asked.business().isEmpty() && item.isEmpty()) {
            wrong.add(Refusal.of("business", "joining.paper.business.unknown"));
        } else if (known
                && item.filter(i -> !i.kind().code().equals(asked.kind())).isPresent()) {
            wrong.add(Refusal.of(
                    "business",
                    "joining.paper.business.elsewhere",
                    item.orElseThrow().kind().name()));
        }
        if (asked.business().isEmpty() && asked.purpose().isBlank()) {
            wrong.add(Refusal.of("purpose", "joining.paper.purpose.missing"));
        }
        for (Map.Entry<String, String> words :
                Map.of("agency", asked.agency(), "purpose", asked.purpose()).entrySet()) {
            if (Text.length(words.getValue().strip()) > LONGEST) {
                wrong.add(Refusal.of(words.getKey(), "joining.tooLong", String.valueOf(LONGEST)));
            } else if (NUMBER.matcher(Text.halfWidth(words.getValue())).find()) {
                wrong.add(Refusal.of(words.getKey(), "joining.paper.number"));
            }
        }
        return wrong;
    }
}
