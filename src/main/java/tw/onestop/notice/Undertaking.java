package tw.onestop.notice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.Registration;

/** 申辦: the items of errands and the promises to deliver them, in the transaction of their application. */
@Component
class Undertaking {

    private final ErrandExamination examination;
    private final Telling telling;
    private final Batch batch;
    private final ErrandFees fees;

    Undertaking(ErrandExamination examination, Telling telling, Batch batch, ErrandFees fees) {
        this.fees = fees;
        this.examination = examination;
        this.telling = telling;
        this.batch = batch;
    }

    void undertake(UUID application, List<Petition> petitions, Actor clerk) {
        Map<Sort, List<Petition>> sorts = new LinkedHashMap<>();
        for (Petition petition : petitions) {
            Errand errand = petition.errand();
            sorts.computeIfAbsent(new Sort(errand.programme(), errand.manner().daily()), _ -> new ArrayList<>())
                    .add(petition);
        }
        sorts.forEach((sort, those) -> {
            List<Telling.Told> told = those.stream().map(this::told).toList();
            List<Outgoing> outgoing = sort.daily()
                    ? telling.accept(sort.programme(), application, told, clerk)
                    : telling.tell(sort.programme(), application, told, clerk);
            if (sort.daily()) {
                batch.hold(outgoing);
            }
            fees.charge(examination.programme(sort.programme()), those, outgoing, clerk);
        });
    }

    /** What leaves together, under one name. */
    private record Sort(String programme, boolean daily) {}

    private Telling.Told told(Petition petition) {
        Errand errand = petition.errand();
        Registration registration = petition.registration();
        AppliedFor programme = examination.programme(errand.programme());
        return new Telling.Told(
                errand.agency(),
                new Telling.About(
                        errand.change(),
                        Programme.type(errand.programme(), errand.change()),
                        petition.person().id(),
                        petition.person().name(),
                        registration == null ? null : registration.id(),
                        petition.apart()),
                Map.of(),
                ErrandData.of(petition, programme),
                errand.fee() > 0);
    }
}
